import { testCredential } from '../../../nodes/shared/vendorApi/credentialTest';

const TOKEN = 'not-a-real-token';

const check = {
	name: 'Acme',
	token: { field: 'token', label: 'API Token' },
	probe: () => ({ method: 'GET' as const, path: '/me', works: [200], success: 'Fine.' }),
	refused: 'Acme refused the API Token.',
	elsewhere: 'There is no Acme at the Base URL.',
};

const run = async (request: (options: object) => Promise<unknown>) =>
	await testCredential(check, { baseUrl: 'https://acme.example.com', token: TOKEN }, request);

const failing = (error: object) => async () => await Promise.reject(error as Error);

it('takes an answer that n8n has parsed, and one that is empty', async () => {
	for (const body of [{ id: 1 }, '', undefined]) {
		expect(await run(async () => ({ statusCode: 200, body }))).toEqual({
			status: 'OK',
			message: 'Fine.',
		});
	}
});

it('asks as every version of n8n understands it, for some seconds, and no other server', async () => {
	const asked: object[] = [];
	await run(async (options) => {
		asked.push(options);
		return { statusCode: 200, body: '{}' };
	});
	expect(asked).toEqual([
		{
			method: 'GET',
			uri: 'https://acme.example.com/me',
			headers: { Accept: 'application/json', Authorization: `Bearer ${TOKEN}` },
			timeout: 10_000,
			followRedirect: false,
			resolveWithFullResponse: true,
			simple: false,
		},
	]);
});

it.each([
	[{ code: 'ETIMEDOUT' }, /no answer at the Base URL.* \(ETIMEDOUT\)$/],
	[{ cause: { code: 'ENOTFOUND' } }, /no answer at the Base URL.* \(ENOTFOUND\)$/],
	[{ message: `Invalid header Bearer ${TOKEN}` }, /no answer at the Base URL.* \(no answer\)$/],
	[{ code: 'ERR_INVALID_CHAR' }, /The API Token holds a character that no token has/],
])('says what to do about the error %j', async (error, advice) => {
	const { status, message } = await run(failing(error));
	expect(status).toBe('Error');
	expect(message).toMatch(advice);
	expect(message).not.toContain(TOKEN);
});
