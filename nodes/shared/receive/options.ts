import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { SignatureScheme } from '../signature/scheme';
import type { Authentication } from './authenticate';
import type { NodeFields } from './fields';
import {
	type Repeats,
	type SeenWindow,
	seenWindowOf,
	seenWindowOption,
	writeEachEventOption,
} from './seenWindow';

/** The limits of receiving, as set in the node. */
export interface ReceiveOptions extends SeenWindow {
	readonly maxBodyBytes: number;
	readonly allowedIps: string;
	readonly trustedProxies: number;
	/** Seconds; 0 accepts events of any age. */
	readonly toleranceSeconds: number;
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

/** Reads the node's `options` collection. Numbers that make no sense fall back to the default. */
export function readReceiveOptions(given: IDataObject, defaults: ReceiveDefaults): ReceiveOptions {
	return {
		maxBodyBytes: number(given.maxBodyKb, 1, defaults.maxBodyKb) * 1024,
		allowedIps: typeof given.allowedIps === 'string' ? given.allowedIps : '',
		trustedProxies: number(given.trustedProxies, 0, 0),
		toleranceSeconds: number(given.tolerance, 0, defaults.toleranceSeconds),
		...seenWindowOf(number(given.seenWindow, 1, 0), defaults.repeats),
		writesEachEvent: given.writeEachEvent === true,
		seenPeriodSeconds: number(given.seenPeriod, 1, defaults.duplicateMinutes ?? Infinity) * 60,
		repeatSeconds: number(given.repeatMinutes, 0, Infinity) * 60,
		includeRequest: given.includeRequest === true,
		signedUrl: typeof given.signedUrl === 'string' ? given.signedUrl.trim() : '',
	};
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
		seenWindowOption(defaults.repeats, windowHint),
		writeEachEventOption,
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
