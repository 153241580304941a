import { parseJson } from '../../nodes/shared/lib/json';
import { secretProblem } from '../../nodes/shared/signature/keys';
import { placesOf } from '../../nodes/shared/signature/place';
import type {
	HeaderValue,
	Place,
	SignableRequest,
	SignedScheme,
} from '../../nodes/shared/signature/scheme';
import { signatures } from '../../nodes/shared/signature/sign';
import { placeOfTime } from '../../nodes/shared/signature/timestamp';
import { isProblem, type SignatureProblem } from '../../nodes/shared/signature/verdict';
import { verify } from '../../nodes/shared/signature/verify';

/** What tests sign: a body, and the id and timestamp beside it, character for character. */
export interface Message {
	readonly body: Buffer;
	readonly id?: string;
	readonly timestamp?: string;
}

/** A request with nothing in it but what the test is about. */
export function requestOf(parts: Partial<SignableRequest> = {}): SignableRequest {
	const rawBody = parts.rawBody ?? Buffer.alloc(0);
	return {
		method: 'POST',
		url: 'https://n8n.example.com/webhook/1',
		queryString: '',
		query: {},
		headers: {},
		rawBody,
		body: parseJson(rawBody),
		...parts,
	};
}

/** The request that carries a message, with its signature as that value. */
export function signedRequest(
	scheme: SignedScheme,
	{ body, id, timestamp }: Message,
	signature?: HeaderValue,
): SignableRequest {
	const headers: Record<string, HeaderValue> = {};
	const put = (place: Place | undefined, value: HeaderValue) => {
		if (place && 'header' in place) headers[place.header.toLowerCase()] = value;
	};
	put(placesOf(scheme.at)[0], signature);
	put(placeOfTime(scheme), timestamp);
	put(scheme.messageId, id);
	return requestOf({ rawBody: body, headers });
}

/**
 * The value of the scheme's signature header for a message.
 *
 * @throws Error when the secret cannot sign
 */
export function signMessage(scheme: SignedScheme, secret: string, message: Message): string {
	const problem = secretProblem(scheme, secret, 'sign');
	if (problem !== undefined) throw new Error(problem);
	const request = signedRequest(scheme, message);
	const { id, timestamp } = message;
	const { values } = signatures(scheme, [secret], { request, id, timestamp });
	return values[0]?.[1] ?? '';
}

/** The headers with which a sender of this scheme sends a message: signature, timestamp and id. */
export function signedHeaders(
	scheme: SignedScheme,
	secret: string,
	message: Message,
): Record<string, string> {
	const { id = '', timestamp = '' } = message;
	const values: Array<[Place | undefined, string]> = [
		[scheme.messageId, id],
		[placeOfTime(scheme), timestamp],
		[placesOf(scheme.at)[0], signMessage(scheme, secret, message)],
	];
	return Object.fromEntries(
		values.flatMap(([place, value]) => (place && 'header' in place ? [[place.header, value]] : [])),
	);
}

/** What is wrong with a message and its signature header; undefined when it is good. */
export function verifyMessage(
	scheme: SignedScheme,
	secrets: readonly string[],
	message: Message,
	signature: HeaderValue,
): SignatureProblem | undefined {
	const verdict = verify(scheme, secrets, signedRequest(scheme, message, signature));
	return isProblem(verdict) ? verdict.problem : undefined;
}
