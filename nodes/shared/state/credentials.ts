import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

/** How long (ms) a credential that was read may be used: a secret that was removed counts no longer than that. */
const MAX_AGE_MS = 10_000;

type Context = Pick<IWebhookFunctions, 'getCredentials' | 'getNode'>;

interface Read {
	readonly startedMs: number;
	readonly value: Promise<object>;
}

/** The credentials of one node, read from the database at most every 10 s unless somebody asks for newer ones. */
export class CredentialCache {
	private readonly reads = new Map<string, Read>();

	constructor(private readonly nowMs: () => number) {}

	/** Credentials for one request. */
	for(context: Context): RequestCredentials {
		return new RequestCredentials(this.reads, context, this.nowMs);
	}
}

/** The credentials as one request sees them. */
export class RequestCredentials {
	/** What this request was given that had been read before it came. */
	private readonly remembered = new Map<string, Read>();

	constructor(
		private readonly reads: Map<string, Read>,
		private readonly context: Context,
		private readonly nowMs: () => number,
	) {}

	/** As the context's `getCredentials`, but not always from the database. Throws what that throws. */
	async getCredentials<T extends object = ICredentialDataDecryptedObject>(
		type: string,
	): Promise<T> {
		const key = `${type} ${this.context.getNode().credentials?.[type]?.id ?? ''}`;
		const known = this.reads.get(key);
		const age = this.nowMs() - (known?.startedMs ?? -Infinity);
		if (known && age >= 0 && age < MAX_AGE_MS) {
			this.remembered.set(key, known);
			return (await known.value) as T;
		}
		const value = this.context.getCredentials<T>(type);
		const read = { startedMs: this.nowMs(), value };
		this.reads.set(key, read);
		try {
			return await value;
		} catch (error) {
			if (this.reads.get(key) === read) this.reads.delete(key);
			throw error;
		}
	}

	/**
	 * To be called when a request did not prove who sent it: whether the credentials may be newer than what it was checked
	 * against. If so the next `getCredentials` reads them, or waits for another request that does.
	 */
	outdated(): boolean {
		const any = this.remembered.size > 0;
		for (const [key, read] of this.remembered) {
			if (this.reads.get(key) === read) this.reads.delete(key);
		}
		this.remembered.clear();
		return any;
	}
}
