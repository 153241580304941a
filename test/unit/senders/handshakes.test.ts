import { senderOf } from '../../../nodes/SignedWebhook/senders';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { answerTo, handshakeOf } from '../../../nodes/shared/receive/handshake';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { asReceived, senderVectors } from '../../support/senderVectors';

const requests = senderVectors().flatMap(({ name, senders, secret, address, requests: all }) =>
	senders.flatMap((value) =>
		all.map((request) => ({
			name,
			label: request.label,
			value,
			sender: senderOf(value) as Sender,
			secret,
			want: request.want,
			request: asReceived(request, address),
		})),
	),
);

/** Nothing runs, and it is not refused. Xero's lists and Mandrill's are batches without an event. */
const tries = requests.filter(
	({ label, want, sender }) =>
		want.output !== 'Events' &&
		want.status < 300 &&
		sender.handshakes &&
		(want.output === null || label.startsWith('handshake')),
);
const events = requests.filter(({ want }) => want.output === 'Events');

describe.each(tries)('$name, $label, as $value', ({ sender, secret, request, want }) => {
	const handshake = handshakeOf(sender.handshakes ?? [], request);
	const answer = handshake && answerTo(handshake.answer, request, secret);

	it('is a handshake, and answered as the sender needs it', () => {
		expect(answer?.status).toBe(want.status);
		const body = typeof answer?.body === 'object' ? JSON.stringify(answer.body) : answer?.body;
		if (want.body !== undefined && want.exact) expect(body).toBe(want.body);
		else if (want.body !== undefined) expect(body).toContain(want.body);
		const [name, value] = want.header ?? [];
		const found = Object.entries(answer?.headers ?? {}).find(
			([each]) => each.toLowerCase() === name,
		);
		if (name !== undefined) expect(found?.[1]).toBe(value);
	});

	it('proves itself as its events do, where it can', () => {
		if (handshake?.proof !== 'signature') return;
		const isGood = (key: string) =>
			sender.schemes.some((scheme) => !isProblem(verify(scheme, [key], request)));
		expect(isGood(secret)).toBe(true);
		expect(isGood('another')).toBe(false);
	});
});

it.each(events)('$name, $label, is an event for $value', ({ sender, request }) =>
	expect(handshakeOf(sender.handshakes ?? [], request)).toBeUndefined(),
);

it('each sender that tries the address has a try among the vectors', () => {
	const tried = new Set(tries.map(({ value }) => value));
	const untried = requests
		.filter(({ value, sender }) => sender.handshakes && !tried.has(value))
		.map(({ value }) => value);
	expect([...new Set(untried)].sort()).toEqual([]);
});
