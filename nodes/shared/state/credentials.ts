import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

/** How long (ms) a credential that was read may be used: a secret that was removed counts no longer than that. */
const MAX_AGE_MS = 10_000;

type Context = Pick<IWebhookFunctions, 'getCredentials'>;

interface Read {
	readonly startedMs: number;
	readonly value: Promise<object>;
}

/** The credentials of one node by their types, kept in the process. One that could not be read is not kept. */
export class CredentialCache {
	private readonly reads = new Map<string, Read>();

	constructor(private readonly nowMs: () => number) {}

	/** The credentials as one request is to see them. */
	for(context: Context): RequestCredentials {
		return new RequestCredentials(this, context);
	}

	/** A read that was begun less than 10 s ago, by whichever request. */
	recent(type: string): Read | undefined {
		const read = this.reads.get(type);
		const age = this.nowMs() - (read?.startedMs ?? -Infinity);
		// A negative age says that the clock was set back.
		return age >= 0 && age < MAX_AGE_MS ? read : undefined;
	}

	/** Begins a read, which other requests are given too. */
	begin(type: string, context: Context): Read {
		const read = { startedMs: this.nowMs(), value: context.getCredentials<object>(type) };
		this.reads.set(type, read);
		read.value.catch(() => this.drop(type, read));
		return read;
	}

	/** No other request is given this read; a newer one stays. */
	drop(type: string, read: Read): void {
		if (this.reads.get(type) === read) this.reads.delete(type);
	}
}

/** The credentials as one request sees them: from the database at most every 10 s. */
export class RequestCredentials {
	/** What this request was given that others had begun to read. */
	private readonly given = new Map<string, Read>();

	constructor(
		private readonly cache: CredentialCache,
		private readonly context: Context,
	) {}

	/** As the context's `getCredentials`, whose errors it throws. */
	async getCredentials<T extends object = ICredentialDataDecryptedObject>(
		type: string,
	): Promise<T> {
		const recent = this.cache.recent(type);
		if (recent) this.given.set(type, recent);
		const { value } = recent ?? this.cache.begin(type, this.context);
		return (await value) as T;
	}

	/**
	 * To be called when a request did not prove who sent it: whether the credentials may be newer than what it was
	 * checked against. If so the next `getCredentials` reads them, or waits for another request that does.
	 */
	outdated(): boolean {
		const any = this.given.size > 0;
		for (const [type, read] of this.given) this.cache.drop(type, read);
		this.given.clear();
		return any;
	}
}
