/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Run before each test file. Up to Node.js 22 every promise visits every AsyncLocalStorage that was ever used in the process, and Jest and n8n-core
 * make new ones for each test file: after a hundred files a promise cost ten times as much. Nobody uses those of the
 * files before; one that is used again switches itself on again.
 */
interface Tracked {
	used?: Set<AsyncLocalStorage<unknown>>;
}

const tracked = AsyncLocalStorage as typeof AsyncLocalStorage & Tracked;

if (!tracked.used) {
	const used = new Set<AsyncLocalStorage<unknown>>();
	tracked.used = used;
	for (const method of ['run', 'enterWith'] as const) {
		const original = AsyncLocalStorage.prototype[method] as (...values: unknown[]) => unknown;
		Object.defineProperty(AsyncLocalStorage.prototype, method, {
			configurable: true,
			writable: true,
			value(this: AsyncLocalStorage<unknown>, ...values: unknown[]): unknown {
				used.add(this);
				return original.apply(this, values);
			},
		});
	}
}

for (const storage of tracked.used) storage.disable();
tracked.used.clear();
