import fc from 'fast-check';

import { covers } from '../../../nodes/shared/signature/content';
import { placesOf } from '../../../nodes/shared/signature/place';
import type {
	SignableRequest,
	SignatureScheme,
	SignedScheme,
} from '../../../nodes/shared/signature/scheme';
import { placeOfTime, writeTime } from '../../../nodes/shared/signature/timestamp';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import {
	anyJwt,
	type AnySending,
	anySigned,
	anyToken,
	arrived,
	proofIn,
	withProof,
} from '../../support/anyScheme';
import { requestOf } from '../../support/signed';

const RUNS = { seed: 20_260_101, numRuns: 400 };

const isGood = (scheme: SignatureScheme, secrets: string[], request: SignableRequest) =>
	!isProblem(verify(scheme, secrets, request));

const swapCase = (text: string) =>
	text.replace(/[a-z]/gi, (letter) =>
		letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
	);

/** With the last letter in the other case: one of the signature, which stands last. */
const otherCase = (proof: string) => proof.replace(/[a-z](?=[^a-z]*$)/i, swapCase);

/** Requests that differ from the one that was signed in what the signature covers, by what differs. */
function changesOf(
	{ scheme, nowMs }: AnySending<SignedScheme>,
	received: SignableRequest,
	at: number,
): Array<readonly [string, SignableRequest]> {
	const { rawBody, headers, query, url, queryString } = received;
	const has = (...names: string[]) => covers(scheme.content, ...names);
	const changed = Buffer.from(rawBody);
	if (changed.length > 0)
		changed.writeUInt8(changed.readUInt8(at % changed.length) ^ 1, at % changed.length);
	const changes: Array<readonly [boolean, string, Partial<SignableRequest>]> = [
		[changed.length > 0, 'a byte of the body', { rawBody: changed }],
		[true, 'a byte more', { rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) }],
		[has('id'), 'the id', { headers: { ...headers, 'x-id': 'another' } }],
		[has('id'), 'no id', { headers: { ...headers, 'x-id': undefined } }],
		[has('method'), 'the method', { method: 'PATCH' }],
		[has('url', 'path', 'target', 'urlHash'), 'the path', { url: `${url}c` }],
		[has('url', 'query', 'target', 'urlHash'), 'the query', { queryString: `${queryString}&c=d` }],
		[
			has('header', 'signedHeaders'),
			'a header',
			{ headers: { ...headers, 'content-type': 'text/plain' } },
		],
		[
			has('signedHeaders'),
			'the list of headers',
			{ headers: { ...headers, 'x-signed-headers': 'x-tenant' } },
		],
		[has('setting'), 'a setting', { settings: { hook: 'another' } }],
	];
	const place = placeOfTime(scheme);
	const time = writeTime(nowMs + 1000, scheme.timestamp?.unit);
	if (place && 'header' in place) {
		const name = place.header.toLowerCase();
		changes.push([true, 'the time', { headers: { ...headers, [name]: time } }]);
		changes.push([true, 'no time', { headers: { ...headers, [name]: undefined } }]);
	}
	if (place && 'query' in place) {
		changes.push([true, 'the time', { query: { ...query, [place.query]: time } }]);
	}
	return changes
		.filter(([isCovered]) => isCovered)
		.map(([, what, change]) => [what, { ...received, ...change }]);
}

describe('any signature of the language', () => {
	it('is verified with its secret, alone or among others, and tells time and id', () => {
		fc.assert(
			fc.property(anySigned, (sending) => {
				const { scheme, secrets, id, nowMs } = sending;
				const received = arrived(sending, secrets.signer);
				const verdict = verify(scheme, [secrets.other, secrets.verifier], received);
				if (isProblem(verdict)) throw new Error(`refused as ${verdict.problem}`);
				expect(isGood(scheme, [secrets.verifier, secrets.other], received)).toBe(true);
				expect(verdict.id).toBe(covers(scheme.content, 'id') ? id : undefined);
				const precision = (scheme.timestamp?.unit ?? 's') === 's' ? 1000 : 1;
				const signedMs = Math.floor(nowMs / precision) * precision;
				expect(verdict.signedAt?.ms).toBe(scheme.timestamp ? signedMs : undefined);
			}),
			RUNS,
		);
	});

	it('is refused with another secret, and without one', () => {
		fc.assert(
			fc.property(anySigned, (sending) => {
				const { scheme, secrets } = sending;
				const received = arrived(sending, secrets.signer);
				expect(isGood(scheme, [secrets.other, ''], received)).toBe(false);
				expect(isGood(scheme, [], received)).toBe(false);
				expect(isGood(scheme, [secrets.verifier], arrived(sending, secrets.otherSigner))).toBe(
					false,
				);
			}),
			RUNS,
		);
	});

	it('is refused when anything that it covers is another', () => {
		fc.assert(
			fc.property(anySigned, fc.nat(), (sending, at) => {
				const { scheme, secrets } = sending;
				const received = arrived(sending, secrets.signer);
				for (const [what, changed] of changesOf(sending, received, at)) {
					expect([what, isGood(scheme, [secrets.verifier], changed)]).toEqual([what, false]);
				}
			}),
			RUNS,
		);
	});

	it('is refused when it is moved, repeated or cut off', () => {
		fc.assert(
			fc.property(anySigned, fc.nat(), (sending, at) => {
				const { scheme, secrets } = sending;
				const received = arrived(sending, secrets.signer);
				const proof = proofIn(scheme, received);
				const verdictOf = (value: string | string[] | undefined) =>
					verify(scheme, [secrets.verifier], withProof(scheme, received, value));

				const elsewhere = { ...received.headers, 'x-elsewhere': proof };
				const moved = withProof(scheme, { ...received, headers: elsewhere }, undefined);
				expect(verify(scheme, [secrets.verifier], moved)).toEqual({ problem: 'missing' });
				expect(verdictOf([proof, proof])).toEqual({ problem: 'repeated' });
				if (!scheme.layout) expect(isProblem(verdictOf(`${proof}, ${proof}`))).toBe(true);
				expect(isProblem(verdictOf(proof.slice(0, at % proof.length)))).toBe(true);
			}),
			RUNS,
		);
	});

	it('may have hex in capitals, and no other letter in the other case', () => {
		fc.assert(
			fc.property(anySigned, (sending) => {
				const { scheme, secrets } = sending;
				const [{ encoding, prefix = '' }] = scheme.forms;
				const received = arrived(sending, secrets.signer);
				const proof = proofIn(scheme, received);
				const takes = (value: string) =>
					isGood(scheme, [secrets.verifier], withProof(scheme, received, value));
				expect(takes(otherCase(proof))).toBe(encoding === 'hex');
				if (prefix !== '') expect(takes(proof.replace(prefix, swapCase(prefix)))).toBe(false);
			}),
			RUNS,
		);
	});

	it('is made with two secrets where there is room for two, and either is enough', () => {
		fc.assert(
			fc.property(anySigned, (sending) => {
				const { scheme, secrets } = sending;
				const received = arrived(sending, secrets.signer, secrets.otherSigner);
				const hasRoom = scheme.layout !== undefined || placesOf(scheme.at).length > 1;
				expect(isGood(scheme, [secrets.verifier], received)).toBe(true);
				expect(isGood(scheme, [secrets.other], received)).toBe(hasRoom);
				expect(isGood(scheme, ['another secret'], received)).toBe(false);
			}),
			RUNS,
		);
	});
});

describe('any JSON Web Token', () => {
	it('is verified with its key, and with no other', () => {
		fc.assert(
			fc.property(anyJwt, (sending) => {
				const { scheme, secrets, nowMs } = sending;
				const received = arrived(sending, secrets.signer);
				const seconds = Math.floor(nowMs / 1000);
				expect(verify(scheme, [secrets.other, secrets.verifier], received)).toMatchObject({
					signedAt: { ms: seconds * 1000 },
				});
				expect(isGood(scheme, [secrets.other, ''], received)).toBe(false);
			}),
			RUNS,
		);
	});

	it('is refused with another body, and when it is changed, moved, repeated or cut off', () => {
		fc.assert(
			fc.property(anyJwt, fc.nat(), (sending, at) => {
				const { scheme, secrets } = sending;
				const received = arrived(sending, secrets.signer);
				const proof = proofIn(scheme, received);
				const takes = (value: string | string[] | undefined, request = received) =>
					isGood(scheme, [secrets.verifier], withProof(scheme, request, value));
				expect(takes(proof)).toBe(true);

				const rawBody = Buffer.concat([received.rawBody, Buffer.from(' ')]);
				expect(takes(proof, { ...received, rawBody })).toBe(false);
				expect(takes(otherCase(proof))).toBe(false);
				expect(takes(proof.slice(0, at % proof.length))).toBe(false);
				expect(takes([proof, proof])).toBe(false);
				const elsewhere = { ...received.headers, 'x-elsewhere': proof };
				expect(takes(undefined, { ...received, headers: elsewhere })).toBe(false);

				const [, claims = '', signature = ''] = proof.split('.');
				const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
				const none = part({ alg: 'none' });
				for (const forged of [
					`${none}.${claims}.`,
					`${none}.${claims}.${signature}`,
					`${part({ alg: scheme.algorithms[0] })}.${part({ iat: 1 })}.${signature}`,
				]) {
					expect([forged, takes(forged)]).toEqual([forged, false]);
				}
			}),
			RUNS,
		);
	});
});

it('any token is taken when it is the secret, and nothing else is', () => {
	fc.assert(
		fc.property(anyToken, fc.nat(), (sending, at) => {
			const { scheme, secrets } = sending;
			const received = arrived(sending, secrets.signer);
			const proof = proofIn(scheme, received);
			const takes = (value: string | string[] | undefined) =>
				isGood(scheme, [secrets.verifier], withProof(scheme, received, value));
			expect(isGood(scheme, [secrets.other, secrets.verifier], received)).toBe(true);
			expect(isGood(scheme, [secrets.other, ''], received)).toBe(false);
			expect(takes(otherCase(proof))).toBe(false);
			expect(takes(proof.slice(0, at % proof.length))).toBe(false);
			expect(takes(`${proof}x`)).toBe(false);
			expect(takes([proof, proof])).toBe(false);
			expect(takes(undefined)).toBe(false);
		}),
		RUNS,
	);
});

it('never throws, whatever stands where a proof should', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 200 }),
		fc.stringMatching(/^[tv01=,;. ~|&a-f+/-]{0,120}$/),
	);
	fc.assert(
		fc.property(
			fc.oneof(anySigned, anyJwt, anyToken),
			anything,
			anything,
			({ scheme, secrets }, proof, time) => {
				const request = requestOf({
					query: { time },
					headers: { 'x-time': time, 'x-id': time, 'x-signature-2': proof },
				});
				const received = withProof(scheme, request, proof);
				expect(isGood(scheme, [secrets.verifier], received)).toBe(false);
			},
		),
		RUNS,
	);
});
