import { randomBytes } from 'node:crypto';

import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * What a trigger keeps of its registration. Listening for a test event and the active workflow have different URLs
 * and therefore separate slots.
 */
export interface Slot {
	/** The URL that was registered. */
	url: string;
	/** A random secret of the node's own: callback token or signing secret, as the vendor needs it. */
	secret: string;
	hooks: KeptHooks;
}

type SlotName = 'production' | 'test';

/** A fresh secret: 32 random bytes as 64 hex digits. */
export function newSecret(): string {
	return randomBytes(32).toString('hex');
}

/** The slot of the running request, if the node has been registered. */
export function slotOfRequest(context: IWebhookFunctions): Slot | undefined {
	return read(
		context.getWorkflowStaticData('node'),
		context.getMode() === 'manual' ? 'test' : 'production',
	);
}

/** Finds, keeps and clears the slot that an activation or deactivation is about. */
export class SlotStore {
	private readonly data: IDataObject;

	private readonly name: SlotName;

	constructor(context: IHookFunctions, url: string) {
		this.data = context.getWorkflowStaticData('node');
		// While deactivating n8n does not say which of the two it means, but the URL does.
		const listening =
			context.getActivationMode() === 'manual' || read(this.data, 'test')?.url === url;
		this.name = listening ? 'test' : 'production';
	}

	load(): Slot | undefined {
		return read(this.data, this.name);
	}

	save(slot: Slot): void {
		this.data[this.name] = { ...slot, hooks: { ...slot.hooks } } as unknown as IDataObject;
	}

	clear(): void {
		delete this.data[this.name];
	}
}

function read(data: IDataObject, name: SlotName): Slot | undefined {
	const slot = data[name] as unknown as Slot | undefined;
	return typeof slot?.secret === 'string' && typeof slot.hooks === 'object' ? slot : undefined;
}

/** A hook that this node has created, as kept in the static data. */
export interface KeptHook {
	readonly id: string;
	/** What was asked for when it was created, to notice that the node wants something else now. */
	readonly fingerprint: string;
}

/** A node's hooks by the key of what was wanted. */
export type KeptHooks = Readonly<Record<string, KeptHook>>;
