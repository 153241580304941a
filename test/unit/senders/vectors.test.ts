import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import { identify } from '../../../nodes/SignedWebhook/senders/identify';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { weaknesses } from '../../../nodes/SignedWebhook/senders/weakness';
import type { SignableRequest } from '../../../nodes/shared/signature/scheme';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { asReceived, isTry, NOT_VERIFIABLE, senderVectors } from '../../support/senderVectors';

const vectors = senderVectors();

it('every vector has a sender in the table, or a reason', () => {
	for (const { name, senders } of vectors) {
		expect([name, senders.length > 0 || name in NOT_VERIFIABLE]).toEqual([name, true]);
		for (const value of senders) expect([value, senderOf(value)]).not.toEqual([value, undefined]);
	}
});

it('every sender has a vector that somebody else made', () => {
	const signed = vectors.filter(({ name }) => !(name in NOT_VERIFIABLE));
	const withVector = new Set(signed.flatMap(({ senders }) => senders));
	expect(SENDERS.filter(({ value }) => !withVector.has(value)).map(({ name }) => name)).toEqual([]);
});

const signed = vectors.flatMap(({ name, secret, senders, address, requests }) =>
	name in NOT_VERIFIABLE
		? []
		: requests
				.filter((request) => !isTry(request) || request.want.status === 401)
				.flatMap((request) =>
					senders.map((value) => ({ name, label: request.label, value, secret, address, request })),
				),
);

describe.each(signed)('$name, $label, as $value', ({ value, secret, address, request }) => {
	const sender = senderOf(value) as Sender;
	const its = asReceived(request, address);
	const good = (given: SignableRequest, ...secrets: string[]) =>
		sender.schemes.filter((scheme) => !isProblem(verify(scheme, secrets, given)));
	const isWanted = request.want.status !== 401;

	it('is judged as the sender wants it', () => expect(good(its, secret).length > 0).toBe(isWanted));

	it('is judged the same beside another secret', () =>
		expect(good(its, 'another', secret).length > 0).toBe(isWanted));

	it('is refused with another secret alone, and without any', () => {
		expect(good(its, 'another')).toEqual([]);
		expect(good(its, '')).toEqual([]);
		expect(good(its)).toEqual([]);
	});

	it('is refused with a byte changed in what is signed', () => {
		const changed = { ...its, rawBody: Buffer.concat([its.rawBody, Buffer.from(' ')]) };
		for (const scheme of good(changed, secret)) {
			expect(weaknesses(scheme)).not.toEqual([]);
		}
	});

	it('is found by its form, and with its secret before all others', () => {
		if (!isWanted) return;
		expect(identify(SENDERS, its).map((found) => found.sender.value)).toContain(value);
		const verified = identify(SENDERS, its, [secret]).filter(({ isVerified }) => isVerified);
		expect(verified.map((found) => found.sender.value)).toContain(value);
	});
});
