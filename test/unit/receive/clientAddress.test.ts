import { checkAllowList } from '../../../nodes/shared/receive/checks';
import { clientAddress } from '../../../nodes/shared/receive/request';
import { headOf } from '../../support/hostRequest';

/** `X-Forwarded-For` as it arrives, and the other end of the connection. */
const behind = (forwardedFor: string | string[] | undefined, peer: string | undefined) =>
	headOf({
		headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor as string },
		ip: 'as n8n sees it',
		socket: { remoteAddress: peer },
	});

describe('clientAddress without trusted proxies', () => {
	it('is what n8n found, whatever X-Forwarded-For says', () =>
		expect(clientAddress(behind('192.0.2.66', '203.0.113.1'), 0)).toBe('as n8n sees it'));

	it('is the other end of the connection where n8n found nothing', () => {
		const head = headOf({ socket: { remoteAddress: '203.0.113.1' } });
		expect(clientAddress(head, 0)).toBe('203.0.113.1');
	});

	it('is unknown once the connection is gone', () =>
		expect(clientAddress(headOf({ socket: {} }), 0)).toBeUndefined());
});

describe('clientAddress behind trusted proxies', () => {
	it.each([
		['1, which adds its sender', '198.51.100.7', '10.0.0.1', 1, '198.51.100.7'],
		['1, and a spoofed entry', '192.0.2.66, 198.51.100.7', '10.0.0.1', 1, '198.51.100.7'],
		['1, and many spoofed entries', 'a, b, c,198.51.100.7', '10.0.0.1', 1, '198.51.100.7'],
		['2', '198.51.100.7, 10.0.0.2', '10.0.0.1', 2, '198.51.100.7'],
		['2, and a spoofed entry', '192.0.2.66, 198.51.100.7, 10.0.0.2', '10.0.0.1', 2, '198.51.100.7'],
		['2, of which only one adds', '198.51.100.7', '10.0.0.1', 2, '198.51.100.7'],
		['1, but the header is missing', undefined, '198.51.100.7', 1, '198.51.100.7'],
		['1, but the header is empty', '', '198.51.100.7', 1, '198.51.100.7'],
		['1, with empty entries', ' , 198.51.100.7 ,', '10.0.0.1', 1, '198.51.100.7'],
		['1, that adds the port', '198.51.100.7:4711', '10.0.0.1', 1, '198.51.100.7'],
		['1, that adds the port to IPv6', '[2001:db8::1]:4711', '10.0.0.1', 1, '2001:db8::1'],
		['1, in brackets', '[2001:db8::1]', '10.0.0.1', 1, '2001:db8::1'],
		['1, IPv6', '2001:db8::1', '::1', 1, '2001:db8::1'],
	])('%s', (_how, header, peer, hops, expected) =>
		expect(clientAddress(behind(header, peer), hops)).toBe(expected),
	);

	it('reads a header that came several times in the order in which it came', () => {
		const head = behind(['192.0.2.66', '198.51.100.7, 10.0.0.2'], '10.0.0.1');
		expect(clientAddress(head, 2)).toBe('198.51.100.7');
	});

	it('is unknown when nothing is known', () =>
		expect(clientAddress(behind(undefined, undefined), 1)).toBeUndefined());

	it('cannot be forged onto the allow list', () => {
		const head = behind('192.0.2.10, 198.51.100.7', '10.0.0.1');
		expect(checkAllowList('192.0.2.10', clientAddress(head, 1))).toMatchObject({ status: 403 });
	});
});
