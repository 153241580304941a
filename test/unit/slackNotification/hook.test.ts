import { readHook } from '../../../nodes/SlackNotification/hook';

const URL_OF_HOOK = 'https://hooks.slack.com/services/T0AA/B0BB/SecretOfTheHook';

describe("a webhook's URL", () => {
	it('is never shown, and neither it nor its secret may come back', () => {
		const { url, shown, key, confidential } = readHook(` ${URL_OF_HOOK} `, false);
		expect(url).toBe(URL_OF_HOOK);
		expect(shown).toBe('https://hooks.slack.com/***');
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		expect(confidential).toEqual([
			URL_OF_HOOK,
			'/services/T0AA/B0BB/SecretOfTheHook',
			'SecretOfTheHook',
		]);
	});

	it('tells hooks apart by their keys', () => {
		const key = (end: string) => readHook(URL_OF_HOOK + end, false).key;
		expect(key('')).toBe(key(''));
		expect(key('')).not.toBe(key('2'));
	});

	it('can be of another system, with a user and a query', () => {
		const hook = readHook('http://ann:pa55word@chat.example:8065/hooks/abc123?k=v', true);
		expect(hook).toMatchObject({
			url: 'http://chat.example:8065/hooks/abc123?k=v',
			shown: 'http://chat.example:8065/***',
			authorization: 'Basic YW5uOnBhNTV3b3Jk',
		});
		expect(hook.confidential).toContain('pa55word');
	});

	it.each([
		['', false, /has no URL/],
		['  ', false, /has no URL/],
		['hooks.slack.com/services/T/B/secret', false, /URL is not valid/],
		['http://hooks.slack.com/services/T/B/secret', false, /must start with https/],
		['ftp://hooks.slack.com/services/T/B/secret', true, /must start with https/],
	])('has to be one: %j', (url, allowHttp, message) => {
		let caught: Error | undefined;
		try {
			readHook(url, allowHttp);
		} catch (error) {
			caught = error as Error;
		}
		expect(caught?.message).toMatch(message);
		expect(JSON.stringify({ ...caught })).not.toContain('secret');
	});
});
