import { readSignature } from './layout';
import type { SignatureScheme } from './scheme';
import type { HeaderValue } from './verify';

/** The signed timestamp of a request in Unix ms, where the scheme has one and it can be read. */
export function signedTimestampMs(
	scheme: SignatureScheme,
	headerOf: (name: string) => HeaderValue,
): number | undefined {
	const text = timestampText(scheme, headerOf);
	if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
	return Number(text) * (scheme.timestampUnit === 'ms' ? 1 : 1000);
}

/** The timestamp that a message of this moment carries. */
export function timestampOf(scheme: SignatureScheme, nowMs: number): string {
	return String(scheme.timestampUnit === 'ms' ? nowMs : Math.floor(nowMs / 1000));
}

function timestampText(
	scheme: SignatureScheme,
	headerOf: (name: string) => HeaderValue,
): string | undefined {
	if (scheme.layout === 'pairs') {
		const value = headerOf(scheme.header);
		return typeof value === 'string' ? readSignature(scheme, value)?.timestamp : undefined;
	}
	const value = scheme.timestampHeader === undefined ? undefined : headerOf(scheme.timestampHeader);
	return typeof value === 'string' ? value : undefined;
}
