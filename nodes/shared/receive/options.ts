import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { KeptWhileYoung } from '../state/seenEvents';
import type { SignatureScheme } from '../signature/scheme';
import type { Authentication } from './authenticate';
import type { NodeFields } from './fields';

/** How many keys of past events are kept, however old they are, when the user sets nothing else. */
const DEFAULT_WINDOW = 1000;

/** How many are kept of a sender that does not say how many it may send: 320 KB in the row of the workflow. */
export const MOST_WHILE_REPEATED = 20_000;

/** The limits of receiving, as set in the node. */
export interface ReceiveOptions {
	readonly maxBodyBytes: number;
	readonly allowedIps: string;
	readonly trustedProxies: number;
	/** Seconds; 0 accepts events of any age. */
	readonly toleranceSeconds: number;
	/** How many keys of past events are kept, however old they are. */
	readonly seenWindow: number;
	/** Which are kept beside those: of as long as the sender may repeat an event. */
	readonly seenWhileYoung?: KeptWhileYoung;
	/** Whether the key of each event is written before it is answered. */
	readonly writesEachEvent: boolean;
	/**
	 * How long an event without an id of its own counts as seen; Infinity for as long as its key is kept, 0 where equal
	 * bodies are events of their own.
	 */
	readonly seenPeriodSeconds: number;
	/** After how long an event may be repeated on purpose; Infinity for never. */
	readonly repeatSeconds: number;
	/** Whether items hold headers and query. */
	readonly includeRequest: boolean;
	/** The address that the sender signs, where it is not the node's own; empty otherwise. */
	readonly signedUrl: string;
}

/** Where a vendor's limits and advice differ from the usual. */
export interface ReceiveDefaults {
	readonly maxBodyKb: number;
	readonly toleranceSeconds: number;
	/**
	 * For senders whose events have no id: how long an equal body counts as a copy. Two events can have equal bodies, so
	 * this is to outlast the sender's retries and little more. 0 where equal bodies are events of their own.
	 */
	readonly duplicateMinutes?: number;
	/** How long the sender repeats an event that was not taken; absent where that is not known, or soon over. */
	readonly repeats?: Repeats;
}

/** What a sender documents of its repetitions. */
export interface Repeats {
	/** From an event to the last time that it comes. */
	readonly seconds: number;
	/** How many events it sends at most; absent where it does not say. */
	readonly perMinute?: number;
}

/** Reads the node's `options` collection. Numbers that make no sense fall back to the default. */
export function readReceiveOptions(given: IDataObject, defaults: ReceiveDefaults): ReceiveOptions {
	return {
		maxBodyBytes: number(given.maxBodyKb, 1, defaults.maxBodyKb) * 1024,
		allowedIps: typeof given.allowedIps === 'string' ? given.allowedIps : '',
		trustedProxies: number(given.trustedProxies, 0, 0),
		toleranceSeconds: number(given.tolerance, 0, defaults.toleranceSeconds),
		...seenWindowOf(given.seenWindow, defaults.repeats),
		writesEachEvent: given.writeEachEvent === true,
		seenPeriodSeconds: number(given.seenPeriod, 1, defaults.duplicateMinutes ?? Infinity) * 60,
		repeatSeconds: number(given.repeatMinutes, 0, Infinity) * 60,
		includeRequest: given.includeRequest === true,
		signedUrl: typeof given.signedUrl === 'string' ? given.signedUrl.trim() : '',
	};
}

/** What the user sets counts alone. */
function seenWindowOf(
	given: unknown,
	repeats: Repeats | undefined,
): Pick<ReceiveOptions, 'seenWindow' | 'seenWhileYoung'> {
	const seenWindow = number(given, 1, 0);
	if (seenWindow > 0) return { seenWindow };
	if (!repeats) return { seenWindow: DEFAULT_WINDOW };
	const seenWhileYoung = { seconds: repeats.seconds, size: mostWhileRepeated(repeats) };
	return { seenWindow: DEFAULT_WINDOW, seenWhileYoung };
}

/** How many events come at most while one of them may be repeated. */
function mostWhileRepeated({ seconds, perMinute }: Repeats): number {
	return perMinute === undefined ? MOST_WHILE_REPEATED : Math.ceil((seconds / 60) * perMinute);
}

function number(value: unknown, min: number, fallback: number): number {
	return typeof value === 'number' && value >= min ? Math.floor(value) : fallback;
}

const allowedIps: INodeProperties = {
	displayName: 'Allowed IP Addresses',
	name: 'allowedIps',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.0.2.10, 2001:db8::/32',
	description:
		'Addresses and CIDR ranges, separated by commas, that may call this webhook. Leave empty to allow every address.',
};

const seenWindow: INodeProperties = {
	displayName: 'Duplicate Window',
	name: 'seenWindow',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100_000 },
	default: DEFAULT_WINDOW,
};

/** What the option says of how much is remembered without it. */
function seenWindowFor(repeats: Repeats | undefined, hint = ''): INodeProperties {
	const most = repeats ? mostWhileRepeated(repeats) : DEFAULT_WINDOW;
	const without = repeats
		? `Without this option the last ${grouped(DEFAULT_WINDOW)}, and of the ${inWords(repeats.seconds)} in which the sender may repeat an event up to ${grouped(most)}.`
		: `Without this option the last ${grouped(DEFAULT_WINDOW)}${hint}.`;
	const description = `How many past events are remembered so that copies of them are dropped. ${without} Each takes 16 characters in the database, in the row of the workflow, which n8n loads with every request and writes with events: 16 KB for 1,000, 1.6 MB for 100,000.`;
	return { ...seenWindow, default: most, description };
}

const grouped = (count: number) => count.toLocaleString('en');

const inWords = (seconds: number) =>
	seconds % 3600 === 0 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`;

const writeEachEvent: INodeProperties = {
	displayName: 'Write Every Event at Once',
	name: 'writeEachEvent',
	type: 'boolean',
	default: false,
	description:
		'Whether n8n writes down each event that it took before it answers, so that no copy runs after n8n was killed. Costs n8n about a fifth of the events that it can take. Without this option events that come at the same time are written together, at most 50 ms later.',
};

const seenPeriod: INodeProperties = {
	displayName: 'Duplicate Period (Minutes)',
	name: 'seenPeriod',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'How long an event with the same content counts as a copy. The sender gives its events no ID, so two of them can look the same: a label that is added, removed and added again.',
};

const maxBodyKb: INodeProperties = {
	displayName: 'Max Body Size (KB)',
	name: 'maxBodyKb',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1024,
	description:
		'Larger requests are refused with status 413. Enter more for a sender that sends more: GitHub up to 25,600. What n8n itself takes is set by N8N_PAYLOAD_SIZE_MAX, 16 MB unless changed.',
};

const tolerance: INodeProperties = {
	displayName: 'Timestamp Tolerance (Seconds)',
	name: 'tolerance',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
};

const trustedProxies: INodeProperties = {
	displayName: 'Trusted Proxies',
	name: 'trustedProxies',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many reverse proxies stand in front of n8n, to find the address of the sender behind them. Leave at 0 when n8n itself knows (N8N_PROXY_HOPS).',
};

const repeatMinutes: INodeProperties = {
	displayName: 'Allow Repetitions After (Minutes)',
	name: 'repeatMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 60,
	description:
		'Runs an event again that is sent once more after that time, as by a button like Redeliver at the sender. Choose more than the sender takes for its own retries. What a sender marks as sent again on purpose runs at once. Without this option a copy never runs.',
};

/** For those who need what an event came with. */
export const includeRequestOption: INodeProperties = {
	displayName: 'Include Headers and Query',
	name: 'includeRequest',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the headers and the query of the request to each item, under delivery.request. Signatures, tokens, cookies and authorization are left out.',
};

/** For senders whose signature covers the address. */
export const signedUrlOption: INodeProperties = {
	displayName: 'Signed URL',
	name: 'signedUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://hooks.example.com',
	description:
		'The address that the sender has, if it is not the URL that this node shows: behind a proxy, for example. Only the beginning (https://hooks.example.com) is enough where the path is the same. The query of the request is kept, unless you enter one.',
};

/**
 * The `options` collection of a trigger node.
 *
 * @param toleranceHint why the default tolerance is what it is; without it the sender's payload tells no time, and
 * there is nothing to set
 * @param windowHint of how many more events are remembered where that depends on the sender
 */
export function receiveOptions(
	defaults: ReceiveDefaults,
	toleranceHint?: string,
	more: INodeProperties[] = [],
	windowHint?: string,
): INodeProperties {
	const options: INodeProperties[] = [
		allowedIps,
		includeRequestOption,
		repeatMinutes,
		seenWindowFor(defaults.repeats, windowHint),
		writeEachEvent,
		{ ...maxBodyKb, default: defaults.maxBodyKb },
		trustedProxies,
		...more,
	];
	if (defaults.duplicateMinutes !== undefined) {
		options.push({ ...seenPeriod, default: defaults.duplicateMinutes || 60 });
	}
	if (toleranceHint !== undefined) {
		const description = `Events that are older, or further ahead of the clock of n8n, are refused with status 400; 0 accepts events of any age. ${toleranceHint}`;
		options.push({ ...tolerance, default: defaults.toleranceSeconds, description });
	}
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Whether the user chose, with the option `acceptUnsigned`, to do without signatures while there is no secret. */
export function acceptsUnsigned(context: NodeFields): boolean {
	return (context.getNodeParameter('options', {}) as IDataObject).acceptUnsigned === true;
}

/** A signature by one of the schemes with one of the secrets; nothing only where there is no secret and the user accepts that. */
export function signatureOrAccepted(
	context: NodeFields,
	schemes: readonly SignatureScheme[],
	secrets: readonly string[],
): Authentication {
	if (secrets.length === 0 && acceptsUnsigned(context)) return {};
	return { signature: { schemes, secrets } };
}
