import { confidentialIn } from '../../../nodes/shared/deliver/target';

describe('what is confidential in a value', () => {
	it.each([
		'production',
		'ticket.created',
		'application/json',
		'application/vnd.github+json',
		'text/plain; charset=utf-8',
		'OpenWork',
		'GitHub Actions',
		'my-sender/1.2.3',
		'en-GB, de',
		'12345',
		'2026-01-01',
		'Grüße',
		'true',
		'',
	])('is nothing where it is plainly none: %j', (value) =>
		expect(confidentialIn('X-Tenant', value)).toEqual([]),
	);

	it.each([
		'3f9c2d1a',
		's3cr3t',
		'hunter2x',
		'4f2a9c1e-1111-4222-8333-abcdefabcdef',
		'AKIAIOSFODNN7EXAMPLE',
		'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
		'aGVsbG8gd29ybGQ=',
		'correcthorsebatterystaple',
		'one-two-three-four-five-six-seven-eight-nine',
		'493827461',
		'p@$$w0rd!',
	])('is the whole of what could be a secret: %j', (value) =>
		expect(confidentialIn('X-Tenant', value)).toContain(value),
	);

	it('is the secret alone too, where the value says more', () => {
		expect(confidentialIn('X-Own', 'Bearer 3f9c2d1a7b')).toEqual([
			'Bearer 3f9c2d1a7b',
			'3f9c2d1a7b',
		]);
		expect(confidentialIn('X-Own', 'theme=dark; sid=8d7f6e5c4b')).toContain('8d7f6e5c4b');
	});

	it.each(['Authorization', 'X-Api-Key', 'Cookie', 'password', 'access_token', 'X-Passphrase'])(
		'is everything under the name %s',
		(name) => expect(confidentialIn(name, 'swordfish')).toEqual(['swordfish']),
	);
});
