import { parseTarget } from '../../../nodes/shared/deliver/target';

describe('a URL', () => {
	it('is kept as it is', () => {
		expect(parseTarget(' https://example.com:8443/a/b ', false)).toEqual({
			url: 'https://example.com:8443/a/b',
			host: 'example.com:8443',
			shown: 'https://example.com:8443/a/b',
			authorization: undefined,
			confidential: [],
		});
	});

	it('shows neither user nor password, query value nor fragment', () => {
		const url = 'https://jo:p%40ss-word@example.com/a?token=very-long-secret&id=7&id=8#frag';
		const target = parseTarget(url, false);
		const basic = Buffer.from('jo:p@ss-word').toString('base64');
		expect(target).toEqual({
			url: 'https://example.com/a?token=very-long-secret&id=7&id=8',
			host: 'example.com',
			shown: 'https://example.com/a?token=***&id=***&id=***',
			authorization: `Basic ${basic}`,
			confidential: ['very-long-secret', 'p@ss-word', basic],
		});
	});

	it('shows no key that may be a token', () => {
		expect(parseTarget('https://example.com/a?3f9c2d&x=1', false).shown).toBe(
			'https://example.com/a?***&x=***',
		);
	});

	it('takes a user without a password, a password without a user, and a stray percent sign', () => {
		const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
		expect(parseTarget('https://jo@example.com', false).authorization).toBe(basic('jo:'));
		expect(parseTarget('https://:pw@example.com', false).authorization).toBe(basic(':pw'));
		expect(parseTarget('https://jo:100%@example.com', false).authorization).toBe(basic('jo:100%'));
	});

	it('may be HTTP only where that is allowed', () => {
		expect(() => parseTarget('http://example.com', false)).toThrow('must start with https://');
		expect(parseTarget('http://example.com', true).url).toBe('http://example.com/');
	});

	it.each(['ftp://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'data:,x'])(
		'must be HTTP: %s',
		(url) => expect(() => parseTarget(url, true)).toThrow('must start with https://'),
	);

	it.each(['', 'example.com', '/hooks', 'https://', 'https://exa mple.com/s3cret'])(
		'must be whole: "%s"',
		(url) => expect(() => parseTarget(url, true)).toThrow(/^The URL is not valid$/),
	);
});
