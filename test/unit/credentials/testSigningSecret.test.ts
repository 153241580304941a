import { testSigningSecret } from '../../../nodes/shared/signature/signingSecret';

const GOOD = 'k3TqR8vW2xYz5aBc';

describe('testSigningSecret', () => {
	it.each([
		[{ secret: GOOD }],
		[{ secret: GOOD, previousSecret: '' }],
		[{ secret: GOOD, previousSecret: 'short' }],
		[{ secret: 'a secret with spaces inside' }],
	])('accepts %j', (credential) => {
		expect(testSigningSecret(credential).status).toBe('OK');
	});

	it.each([
		['no secret', {}, /Secret is empty/],
		['an empty secret', { secret: '' }, /Secret is empty/],
		['a blank secret', { secret: '                    ' }, /Secret is empty/],
		['15 characters', { secret: GOOD.slice(1) }, /too short.*16/],
		['a space in front', { secret: ` ${GOOD}` }, /^Secret starts or ends with a space/],
		['a line break behind', { secret: `${GOOD}\n` }, /^Secret starts or ends with a space/],
		[
			'a line break behind the previous secret',
			{ secret: GOOD, previousSecret: `${GOOD}\n` },
			/^Previous Secret starts or ends with a space/,
		],
	])('refuses %s, says what to do and tells no secret', (_, credential, message) => {
		const result = testSigningSecret(credential);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).not.toContain(GOOD.slice(1));
	});
});
