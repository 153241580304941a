import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhook/trigger/SignedWebhookTrigger.node';
import {
	missesOf,
	receivingParameters,
	type Seen,
	senderVectors,
	sendRequest,
	VERIFICATION_TOKEN,
	type VectorRequest,
	wantedInTest,
	whyNot,
} from '../../support/senderVectors';
import { TriggerHost } from '../../support/triggerHost';

const CASES = senderVectors().flatMap((vector) =>
	vector.senders.map((sender) => ({ name: vector.name, sender, vector })),
);

/** Sends a request, and tells what the sender sees and which output ran. */
async function play(host: TriggerHost, request: VectorRequest, url: string): Promise<Seen> {
	const before = host.executions.length;
	const answer = await sendRequest(request, url);
	const ran = host.executions.slice(before);
	expect(ran.length).toBeLessThanOrEqual(1);
	const [events = [], invalid = []] = ran[0] ?? [];
	const output = events.length > 0 ? 'Events' : invalid.length > 0 ? 'Invalid' : null;
	return { ...answer, output };
}

describe.each(CASES)('$name, as $sender', ({ sender, vector }) => {
	let host: TriggerHost;

	beforeEach(async () => {
		const { secret } = vector;
		host = await TriggerHost.start({
			nodeType: new SignedWebhookTrigger(),
			parameters: receivingParameters(sender, vector),
			credentials: [
				{
					type: new WebhookSigningSecretApi(),
					data: { secret, previousSecret: '', verificationToken: VERIFICATION_TOKEN },
				},
			],
		});
	});

	afterEach(async () => await host.close());

	it('is taken and answered at the production URL as the sender needs it', async () => {
		await host.activate();
		for (const request of vector.requests) {
			if (whyNot(vector, request) !== undefined) continue;
			const seen = await play(host, request, host.url);
			expect([request.label, missesOf(request.want, seen)]).toEqual([request.label, []]);
		}
	});

	it('is taken and answered at the test URL', async () => {
		await host.activate('manual');
		for (const request of vector.requests) {
			if (whyNot(vector, request) !== undefined) continue;
			const seen = await play(host, request, host.testUrl);
			const misses = missesOf(wantedInTest(sender, request), seen);
			expect([request.label, misses]).toEqual([request.label, []]);
		}
	});
});
