import type { FoundHook, HookRegistry, WantedHook } from '../../nodes/shared/register/hooks';

/** A hook as an invented node wants it. */
export interface InventedHook extends WantedHook {
	readonly config: string;
}

/** A hook as the invented vendor has it. */
export interface VendorHook {
	readonly id: string;
	url: string;
	config: string;
	enabled: boolean;
}

/** A call that fails: before the vendor has done it, or after, so that only its answer is lost. */
export interface Failure {
	/** Counts all calls from 1. */
	readonly call: number;
	readonly done: boolean;
}

/** A vendor of hooks that a test can look into, and make fail at any call. */
export class FakeVendor {
	readonly hooks = new Map<string, VendorHook>();

	/** Every call so far: `find`, `create <url>`, `mend <id>`, `remove <id>`. */
	readonly calls: string[] = [];

	failures: readonly Failure[] = [];

	/** What a failing call throws. */
	error: (call: string) => unknown = (call) => new Error(`The vendor failed at: ${call}`);

	private created = 0;

	add(hook: VendorHook): void {
		this.hooks.set(hook.id, { ...hook });
	}

	/** The vendor's hooks as plain values, by id. */
	snapshot(): Record<string, VendorHook> {
		return structuredClone(Object.fromEntries(this.hooks));
	}

	/** The vendor's calls; without those that this vendor does not offer. */
	registry(without: ReadonlyArray<'find' | 'remove'> = []): HookRegistry<InventedHook> {
		const registry: HookRegistry<InventedHook> = {
			find: async () =>
				await this.call('find', () => [...this.hooks.values()].map((hook) => toFound({ ...hook }))),
			create: async ({ url, config }) =>
				await this.call(`create ${config}`, () => {
					const id = `new-${++this.created}`;
					this.add({ id, url, config, enabled: true });
					return id;
				}),
			mend: async (id, { url, config }) =>
				await this.call(`mend ${id}`, () => this.add({ id, url, config, enabled: true })),
			remove: async (id) => await this.call(`remove ${id}`, () => void this.hooks.delete(id)),
		};
		for (const name of without) delete registry[name];
		return registry;
	}

	private async call<T>(name: string, action: () => T): Promise<T> {
		this.calls.push(name);
		const failure = this.failures.find(({ call }) => call === this.calls.length);
		if (failure && !failure.done) throw this.error(name);
		const result = action();
		if (failure) throw this.error(name);
		return result;
	}
}

/** Configurations can be mended, addresses cannot. */
function toFound(hook: VendorHook): FoundHook<InventedHook> {
	return {
		id: hook.id,
		callsUs: (wanted) => wanted.some(({ url }) => url === hook.url),
		drift({ url, config }) {
			if (hook.url !== url) return 'replace';
			return hook.enabled && hook.config === config ? 'none' : 'mend';
		},
	};
}
