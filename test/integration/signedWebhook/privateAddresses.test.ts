import { startSink, type SinkSimulator } from '../../simulators';
import { run } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const blocking = { blockPrivate: true };
const port = () => new URL(sink.url).port;

/** What reaches the sink on this machine, however its address is written; and other ways in. */
const PRIVATE: ReadonlyArray<readonly [what: string, url: () => string]> = [
	['loopback', () => `http://127.0.0.1:${port()}/`],
	['loopback, as one number', () => `http://2130706433:${port()}/`],
	['loopback, in hex', () => `http://0x7f.1:${port()}/`],
	['loopback, in octal', () => `http://0177.0.0.01:${port()}/`],
	['loopback, with a user', () => `http://example.com@127.0.0.1:${port()}/`],
	['loopback, in full-width digits', () => `http://１２７.0.0.1:${port()}/`],
	['the name of the machine', () => `http://localhost:${port()}/`],
	['its name in capitals and with a full stop', () => `http://LOCALHOST.:${port()}/`],
	['a name below it', () => `http://anything.localhost:${port()}/`],
	['the unspecified address', () => `http://0.0.0.0:${port()}/`],
	['loopback of IPv6', () => `http://[::1]:${port()}/`],
	['IPv4 mapped into IPv6', () => `http://[::ffff:127.0.0.1]:${port()}/`],
	['IPv4 as IPv6 of old', () => `http://[::127.0.0.1]:${port()}/`],
	['IPv4 behind a translator', () => 'http://[64:ff9b::10.0.0.1]/'],
	['IPv4 in a tunnel', () => 'http://[2002:0a00:0001::]/'],
	['private', () => 'http://10.0.0.1/'],
	['private', () => 'http://172.31.0.1/'],
	['private', () => 'http://192.168.1.1/'],
	['link-local, as metadata services have', () => 'http://169.254.169.254/latest/meta-data'],
	['the name of such a service', () => 'http://metadata.google.internal/'],
	['shared by customers of a provider', () => 'http://100.64.0.1/'],
	['unique local', () => 'http://[fd00::1]/'],
	['link-local of IPv6', () => 'http://[fe80::1]/'],
	['several machines', () => 'http://224.0.0.1/'],
	['a name of the own network', () => 'http://intranet/'],
];

describe('Block Private Addresses', () => {
	it.each(PRIVATE)('refuses %s, and sends nothing', async (_what, url) => {
		const parameters = { url: url(), options: blocking };
		await expect(run(sink, { parameters })).rejects.toMatchObject({
			message: 'The URL leads to a private address',
			description: expect.stringContaining('turn the option off') as string,
		});
		expect(sink.requests).toEqual([]);
	});

	it.each(['true', 1, null, '={{ "yes" }}'])('takes %j for a yes', async (blockPrivate) => {
		const parameters = { options: { blockPrivate } };
		await expect(run(sink, { parameters })).rejects.toThrow('private address');
	});

	it('looks at the address of each item', async () => {
		const parameters = { url: '={{ $json.url }}', options: blocking, retries: 'none' };
		const items = [{ json: { url: `${sink.url}/hook` } }, { json: { url: 'http://10.0.0.1/' } }];
		const outcomes = await run(sink, { parameters, items, onError: 'continueRegularOutput' });
		expect(outcomes.map(({ json }) => json.error)).toEqual([
			'The URL leads to a private address',
			'The URL leads to a private address',
		]);
		expect(sink.requests).toEqual([]);
	});

	it('is off unless it is chosen: a receiver on the own network is nothing special', async () => {
		await run(sink);
		await run(sink, { parameters: { options: { blockPrivate: false } } });
		expect(sink.requests).toHaveLength(2);
	});
});

it.each([301, 302, 303, 307, 308])(
	'a redirect (%i) is not followed, wherever it leads: one request, and its answer is the last',
	async (status) => {
		const other = await startSink();
		try {
			sink.answerAlways({ status, headers: { location: `${other.url}/admin` }, body: '' });
			await expect(run(sink)).rejects.toThrow('The receiver redirects');
			expect(sink.requests).toHaveLength(1);
			expect(other.requests).toEqual([]);
		} finally {
			await other.close();
		}
	},
);
