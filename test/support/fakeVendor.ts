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
	/** Of a creation that was not done: whether that cannot be told from one that was. Default false. */
	readonly unclear?: boolean;
}

/** A vendor of hooks that a test can look into, and make fail at any call. */
export class FakeVendor {
	readonly hooks = new Map<string, VendorHook>();

	/** Every call so far: `list`, `create <config>`, `mend <id>`, `remove <id>`. */
	readonly calls: string[] = [];

	failures: readonly Failure[] = [];

	/** Whether a hook can be changed. */
	mends = true;

	/** What a failing call throws. */
	error: (call: string) => Error = (call) => new Error(`The vendor failed at: ${call}`);

	private created = 0;

	add(hook: VendorHook): void {
		this.hooks.set(hook.id, { ...hook });
	}

	/** The vendor's hooks as plain values, by id. */
	snapshot(): Record<string, VendorHook> {
		return structuredClone(Object.fromEntries(this.hooks));
	}

	/** The vendor's calls; without those that this vendor does not offer. */
	registry(without: ReadonlyArray<'list' | 'remove'> = []): HookRegistry<InventedHook> {
		const registry: HookRegistry<InventedHook> = {
			list: async () =>
				await this.call('list', () =>
					[...this.hooks.values()].map((hook) => this.found({ ...hook })),
				),
			create: async ({ url, config }) => {
				const name = `create ${config}`;
				const failure = this.failures.find(({ call }) => call === this.calls.length + 1);
				try {
					const id = await this.call(name, () => {
						const made = `new-${++this.created}`;
						this.add({ id: made, url, config, enabled: true });
						return made;
					});
					return { id };
				} catch (error) {
					const mayExist = failure?.done === true || failure?.unclear === true;
					return { error: error as Error, mayExist };
				}
			},
			remove: async (id) => await this.call(`remove ${id}`, () => this.hooks.delete(id)),
		};
		for (const name of without) delete registry[name];
		return registry;
	}

	/** Configurations can be mended, addresses cannot. */
	private found(hook: VendorHook): FoundHook<InventedHook> {
		return {
			id: hook.id,
			url: hook.url,
			drift({ url, config }) {
				if (hook.url !== url) return 'replace';
				return hook.enabled && hook.config === config ? 'none' : 'mend';
			},
			mend: async ({ url, config }) =>
				await this.call(`mend ${hook.id}`, () => {
					if (this.mends) this.add({ id: hook.id, url, config, enabled: true });
					return this.mends;
				}),
		};
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
