import { readReceiveOptions, receiveOptions } from '../../../nodes/shared/receive/options';
import type { Repeats } from '../../../nodes/shared/receive/seenWindow';
import type { INodeProperties } from 'n8n-workflow';
import { readHead, readRequestBody } from '../../../nodes/shared/receive/request';
import { headOf, hostRequest } from '../../support/hostRequest';

describe('readHead', () => {
	it.each([
		[undefined, ''],
		['', ''],
		['application/json', 'application/json'],
		['Application/JSON', 'application/json'],
		['application/json; charset=utf-8', 'application/json'],
		['application/json;charset=utf-8;a=b', 'application/json'],
		['application/json ; charset=utf-8', 'application/json'],
		[' application/vnd.X+json', 'application/vnd.x+json'],
		['text/plain; x=application/json', 'text/plain'],
	])('reads the media type of %j', (header, expected) =>
		expect(headOf({ headers: { 'content-type': header } }).contentType).toBe(expected),
	);

	it.each([
		[undefined, undefined],
		['0', 0],
		['17', 17],
		['-1', undefined],
		['1.5', undefined],
		['many', undefined],
	])('reads the announced length %j', (header, expected) =>
		expect(headOf({ headers: { 'content-length': header } }).contentLength).toBe(expected),
	);
});

describe('readBody', () => {
	const read = async (raw: string | Buffer, contentType: string, body?: unknown) => {
		const rawBody = Buffer.from(raw);
		const request = hostRequest({ headers: { 'content-type': contentType }, rawBody, body });
		return (await readRequestBody(request, readHead(request))).body;
	};

	it('takes what n8n has parsed', async () => {
		const parsed = { already: true };
		expect(await read('{"already":true}', 'application/json', parsed)).toBe(parsed);
		expect(await read('null', 'application/json', null)).toBeNull();
	});

	it('parses what n8n reads but does not parse', async () => {
		expect(await read('{"a":1}', 'application/json ; charset=utf-8')).toEqual({ a: 1 });
		expect(await read('{"a":1}', 'application/vnd.x+json', {})).toEqual({ a: 1 });
	});

	it('leaves a byte order mark out, as n8n does', async () =>
		expect(await read('\uFEFF{"a":1}', 'application/vnd.x+json')).toEqual({ a: 1 }));

	it.each(['', ' ', '{', '{"a":1}}', 'undefined', '\uFEFF\uFEFF{}'])(
		'knows that %j is not JSON',
		async (raw) => expect(await read(raw, 'application/vnd.x+json', {})).toBeUndefined(),
	);

	it('knows that an empty body is none, whatever n8n put in its place', async () =>
		expect(await read('', 'application/json', {})).toBeUndefined());

	it('reads the bytes where n8n has not, once', async () => {
		const readRawBody = jest.fn(async () => {
			Object.assign(request, { rawBody: Buffer.from('[1]') });
		});
		const request = hostRequest({ headers: { 'content-type': 'a/b+json' }, readRawBody });
		const first = await readRequestBody(request, readHead(request));
		await readRequestBody(request, readHead(request));
		expect(first).toMatchObject({ rawBody: Buffer.from('[1]'), body: [1] });
		expect(readRawBody).toHaveBeenCalledTimes(1);
	});

	it('takes a request that cannot be read for an empty one', async () => {
		const request = hostRequest();
		expect(await readRequestBody(request, readHead(request))).toMatchObject({
			rawBody: Buffer.alloc(0),
			body: undefined,
		});
	});
});

describe('readOptions', () => {
	const defaults = { maxBodyKb: 256, toleranceSeconds: 60 };
	const usual = {
		maxBodyBytes: 256 * 1024,
		allowedIps: '',
		trustedProxies: 0,
		toleranceSeconds: 60,
		seenWindow: 1000,
		writesEachEvent: false,
		seenPeriodSeconds: Infinity,
		repeatSeconds: Infinity,
		includeRequest: false,
		signedUrl: '',
	};

	it('gives the defaults where the user set nothing', () =>
		expect(readReceiveOptions({}, defaults)).toEqual(usual));

	it('gives what the user set', () =>
		expect(
			readReceiveOptions(
				{
					maxBodyKb: 1,
					allowedIps: '::1',
					trustedProxies: 2,
					tolerance: 0,
					seenWindow: 5.9,
					writeEachEvent: true,
					seenPeriod: 2,
					repeatMinutes: 3,
					includeRequest: true,
					signedUrl: ' https://a.example ',
				},
				defaults,
			),
		).toEqual({
			maxBodyBytes: 1024,
			allowedIps: '::1',
			trustedProxies: 2,
			toleranceSeconds: 0,
			seenWindow: 5,
			writesEachEvent: true,
			seenPeriodSeconds: 120,
			repeatSeconds: 180,
			includeRequest: true,
			signedUrl: 'https://a.example',
		}));

	it.each([[-1], [Number.NaN], ['300'], [null], [undefined], [{}]])(
		'gives the defaults instead of %j',
		(value) => {
			const nonsense = {
				maxBodyKb: value,
				trustedProxies: value,
				tolerance: value,
				seenWindow: value,
				writeEachEvent: value,
				seenPeriod: value,
				repeatMinutes: value,
				includeRequest: value,
				signedUrl: 7,
				allowedIps: 7,
			} as never;
			expect(readReceiveOptions(nonsense, defaults)).toEqual(usual);
		},
	);

	it('never keeps a window of no keys or a limit of no bytes', () =>
		expect(readReceiveOptions({ seenWindow: 0, maxBodyKb: 0 }, defaults)).toEqual(usual));

	it('remembers what a sender may repeat, as many as it sends in that time', () => {
		const repeating = (repeats: Repeats) => readReceiveOptions({}, { ...defaults, repeats });
		expect(repeating({ seconds: 90, perMinute: 1001 })).toEqual({
			...usual,
			seenWhileYoung: { seconds: 90, size: 1502 },
		});
		expect(repeating({ seconds: 90 }).seenWhileYoung).toEqual({ seconds: 90, size: 20_000 });
	});

	it('remembers no more than the user wants, whatever the sender repeats', () => {
		const read = readReceiveOptions({ seenWindow: 5 }, { ...defaults, repeats: { seconds: 90 } });
		expect(read).toEqual({ ...usual, seenWindow: 5 });
	});
});

describe('receiveOptions', () => {
	const names = (property: ReturnType<typeof receiveOptions>) =>
		(property.options ?? []).map(({ name }) => name);
	const limits = { maxBodyKb: 256, toleranceSeconds: 60 };

	it('offers a tolerance only for senders whose payload tells the time', () => {
		expect(names(receiveOptions(limits))).not.toContain('tolerance');
		expect(receiveOptions(limits, 'Because.').options).toContainEqual(
			expect.objectContaining({
				name: 'tolerance',
				default: 60,
				description: expect.stringContaining('Because.'),
			}),
		);
	});

	it('says how much is remembered without an option for it', () => {
		const textOf = (property: ReturnType<typeof receiveOptions>) =>
			(property.options ?? []).find(({ name }) => name === 'seenWindow') as INodeProperties;
		expect(textOf(receiveOptions(limits))).toMatchObject({
			default: 1000,
			description: expect.stringContaining('Without this option the last 1,000. '),
		});
		const repeats = { seconds: 3 * 3600, perMinute: 100 };
		expect(textOf(receiveOptions({ ...limits, repeats }))).toMatchObject({
			default: 18_000,
			description: expect.stringContaining(
				'the last 1,000, and of the 3 hours in which the sender may repeat an event up to 18,000. ',
			),
		});
		const repeatsOnce = { ...limits, repeats: { seconds: 480 } };
		expect(textOf(receiveOptions(repeatsOnce)).description).toContain(
			'of the 8 minutes in which the sender may repeat an event up to 20,000. ',
		);
	});

	it('shows the limits of the sender, in alphabetical order', () => {
		const more = { displayName: 'Body Shape', name: 'shape', type: 'string', default: '' } as const;
		const property = receiveOptions(limits, undefined, [more]);
		expect(names(property)).toEqual([
			'repeatMinutes',
			'allowedIps',
			'shape',
			'seenWindow',
			'includeRequest',
			'maxBodyKb',
			'trustedProxies',
			'writeEachEvent',
		]);
		expect(property.options).toContainEqual(
			expect.objectContaining({ name: 'maxBodyKb', default: 256 }),
		);
	});
});
