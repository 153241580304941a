import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Quota } from './limits';

/** The contexts in which a vendor's API is called. */
export type ApiContext =
	| IHookFunctions
	| ILoadOptionsFunctions
	| IExecuteFunctions
	| IWebhookFunctions;

/** A vendor's API, as far as calling it differs from vendor to vendor. */
export interface VendorApi {
	/** The vendor's name, for messages. */
	readonly name: string;
	/** The credential type that authenticates the calls; its `baseUrl` field holds where the API is. */
	readonly credentialType: string;
	/** How many calls the vendor takes at once from one token, which stands in this field of the credential. */
	readonly callsAtOnce?: { readonly limit: number; readonly tokenField: string };
	/** The longest `Retry-After` of the vendor's limits, in ms: an execution waits for it. Default 2 minutes. */
	readonly longestWaitMs?: number;
	/** Keeps to the limits that the vendor announces as `X-RateLimit-*`, where it does. */
	readonly quota?: Quota;
	/** A better message for what this vendor answers, or undefined for the usual one. */
	explain?(status: number, answer: string, call: ApiCall): string | undefined;
}

/** One call of a vendor's API. */
export interface ApiCall {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Starts with a slash; ids in it are already encoded. */
	readonly path: string;
	readonly body?: IDataObject;
	readonly query?: IDataObject;
	/** What stands in the body and may not appear in an error, should the vendor quote it. */
	readonly confidential?: readonly string[];
	/** How long the answer may take, from the first byte sent to the last one read, in ms. Default 20 s. */
	readonly timeoutMs?: number;
	/** What the call does, to complete "… could not …": `create the webhook`. */
	readonly purpose: string;
}

/** What a vendor answered. */
export interface ApiAnswer {
	readonly status: number;
	/** The raw text of the answer. */
	readonly text: string;
	/** From `Retry-After`, in ms, if the vendor sent it. */
	readonly retryAfterMs: number | undefined;
	/** Of a redirect: where it leads, without what may be secret in it. */
	readonly location: string | undefined;
	/** What the call was authenticated with, and may not appear in an error, should the vendor quote it. */
	readonly confidential: readonly string[];
}

/** For errors: which node, vendor and call they are about. */
export interface CallFacts {
	readonly node: INode;
	readonly api: VendorApi;
	readonly call: ApiCall;
	/** Of an error while a workflow is published, n8n shows the message and nothing else. */
	readonly messageOnly: boolean;
}

/** The facts of a call from this context. */
export function factsOf(context: ApiContext, api: VendorApi, call: ApiCall): CallFacts {
	// Only a trigger that is being published can tell why.
	return { node: context.getNode(), api, call, messageOnly: 'getActivationMode' in context };
}
