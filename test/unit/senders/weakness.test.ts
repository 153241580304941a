import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import { weaknesses } from '../../../nodes/SignedWebhook/senders/weakness';

const of = (value: string) => senderOf(value)?.schemes.flatMap(weaknesses).join(' ') ?? 'unknown';

it.each([
	'github',
	'stripe',
	'standardWebhooks',
	'netlify',
	'discord',
	'wise',
	'onfleet',
	'contentful',
])('%s has nothing to say', (value) => expect(of(value)).toBe(''));

it.each([
	['vercel', /SHA-1/],
	['twilio', /SHA-1/],
	['gitLabToken', /secret itself is sent/],
	['chargebee', /secret itself is sent/],
	['mailgun', /does not cover the whole body/],
	['adyen', /does not cover the whole body/],
	['monday', /does not cover the whole body/],
	['hubSpotV1', /plain hash/],
])('%s says what it does not prove', (value, words) => expect(of(value)).toMatch(words));

it('a token in a field or header is weak at every sender', () => {
	for (const { schemes } of SENDERS) {
		for (const scheme of schemes) {
			if (scheme.kind === 'token') expect(weaknesses(scheme)).toHaveLength(1);
		}
	}
});
