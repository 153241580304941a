import type { Place, TokenScheme } from '../../../nodes/shared/signature/scheme';
import { signatureParts } from '../../../nodes/shared/signature/sign';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { requestOf } from '../../support/signed';

const schemeAt = (at: Place, more: Partial<TokenScheme> = {}): TokenScheme => ({
	kind: 'token',
	id: 'its token',
	at,
	...more,
});

const judge = (
	scheme: TokenScheme,
	request: Parameters<typeof requestOf>[0],
	secrets: readonly string[] = ['current', 'previous'],
) => {
	const verdict = verify(scheme, secrets, requestOf(request));
	return isProblem(verdict) ? verdict.problem : verdict.verified;
};

describe('a token in a header', () => {
	const plain = schemeAt({ header: 'X-Token' });
	const bearer = schemeAt({ header: 'Authorization' }, { prefix: 'Bearer ' });
	const basic = schemeAt({ header: 'Authorization' }, { prefix: 'Basic ', encoding: 'base64' });

	it.each([
		[plain, { 'x-token': 'current' }],
		[plain, { 'x-token': 'previous' }],
		[bearer, { authorization: 'Bearer current' }],
		[bearer, { authorization: 'bearer  current' }],
		[basic, { authorization: `Basic ${btoa('current')}` }],
	])('is taken: %#', (scheme, headers) => expect(judge(scheme, { headers })).toBe('its token'));

	it.each<[string, TokenScheme, Record<string, string | string[]>]>([
		['missing', plain, {}],
		['missing', plain, { 'x-token': '' }],
		['repeated', plain, { 'x-token': ['current', 'current'] }],
		['mismatch', plain, { 'x-token': 'curren' }],
		['mismatch', plain, { 'x-token': 'CURRENT' }],
		['malformed', bearer, { authorization: 'current' }],
		['malformed', bearer, { authorization: `Basic ${btoa('current')}` }],
		['mismatch', bearer, { authorization: 'Bearer ' }],
		['mismatch', basic, { authorization: 'Basic current' }],
	])('is refused as %s: %#', (problem, scheme, headers) =>
		expect(judge(scheme, { headers })).toBe(problem),
	);

	it('is never empty', () => {
		for (const secrets of [[], [''], [' ', '']]) {
			expect(judge(plain, { headers: { 'x-token': ' ' } }, secrets)).toBe('mismatch');
			expect(judge(bearer, { headers: { authorization: 'Bearer ' } }, secrets)).toBe('mismatch');
		}
	});

	it('is not the worse for a line break that was pasted with it', () =>
		expect(judge(plain, { headers: { 'x-token': 'current' } }, ['current\n'])).toBe('its token'));
});

describe('a token in the query or the body', () => {
	const query = schemeAt({ query: 'token' });
	const fields = schemeAt({ field: 'value.*.clientState' });

	it('is taken from the query once', () => {
		expect(judge(query, { query: { token: 'current' } })).toBe('its token');
		expect(judge(query, { query: { token: ['current', 'current'] } })).toBe('repeated');
		expect(judge(query, { query: { token: { $ne: '' } } })).toBe('missing');
	});

	const bodyOf = (...states: unknown[]) => ({
		body: { value: states.map((clientState) => ({ clientState })) },
	});

	it('has to stand in every entry of a list', () => {
		expect(judge(fields, bodyOf('current'))).toBe('its token');
		expect(judge(fields, bodyOf('current', 'current'))).toBe('its token');
		expect(judge(fields, bodyOf('current', 'other'))).toBe('mismatch');
		expect(judge(fields, bodyOf('current', undefined))).toBe('mismatch');
		expect(judge(fields, bodyOf('current', 5))).toBe('mismatch');
		expect(judge(fields, bodyOf())).toBe('missing');
		expect(judge(fields, { body: [] })).toBe('missing');
		expect(judge(fields, { body: undefined })).toBe('missing');
	});
});

it.each([
	[schemeAt({ header: 'X-Token' }), { 'X-Token': 'current' }, {}],
	[
		schemeAt({ header: 'Authorization' }, { prefix: 'Bearer ' }),
		{ Authorization: 'Bearer current' },
		{},
	],
	[
		schemeAt({ header: 'Authorization' }, { prefix: 'Basic ', encoding: 'base64' }),
		{ Authorization: `Basic ${btoa('current')}` },
		{},
	],
	[schemeAt({ query: 'token' }), {}, { token: 'current' }],
])('is sent as it is verified: %#', (scheme, headers, query) => {
	const parts = signatureParts(scheme, ['current'], { request: requestOf(), id: '', nowMs: 0 });
	expect(parts).toMatchObject({ headers, query });
});
