import { isLocalAddress, isPublic, reachOf } from '../../../nodes/shared/lib/reachable';

describe('addresses of the machine itself', () => {
	test.each([
		'http://localhost:5678/webhook/1',
		'http://LOCALHOST/webhook/1',
		'http://localhost./webhook/1',
		'https://n8n.localhost/webhook/1',
		'http://127.0.0.1:5678/webhook/1',
		'http://127.8.9.10/webhook/1',
		'http://127.1/webhook/1',
		'http://2130706433/webhook/1',
		'http://[::1]:5678/webhook/1',
		'http://[::ffff:127.0.0.1]/webhook/1',
		'http://0.0.0.0:5678/webhook/1',
		'http://[::]:5678/webhook/1',
		'http://host.docker.internal:5678/webhook/1',
		'/webhook/1',
		'',
	])('%s', (url) => {
		expect(reachOf(url)).toBe('machine');
		expect(isLocalAddress(url)).toBe(true);
	});
});

describe('addresses of a private network', () => {
	test.each([
		'http://10.1.2.3:5678/webhook/1',
		'http://172.16.0.1/webhook/1',
		'http://172.31.255.254/webhook/1',
		'http://192.168.1.20/webhook/1',
		'http://[::ffff:192.168.1.20]/webhook/1',
		'http://169.254.10.20/webhook/1',
		'http://100.64.0.1/webhook/1',
		'http://[fd12:3456::1]/webhook/1',
		'http://[fe80::1]/webhook/1',
		'http://n8n:5678/webhook/1',
		'http://nas.local/webhook/1',
		'http://n8n.internal/webhook/1',
		'http://n8n.home.arpa/webhook/1',
		'http://n8n.lan/webhook/1',
	])('%s', (url) => {
		expect(reachOf(url)).toBe('network');
		expect(isLocalAddress(url)).toBe(true);
	});
});

describe('addresses that can be called from anywhere', () => {
	test.each([
		'https://n8n.example.com/webhook/1',
		'http://n8n.example.com:5678/webhook/1',
		'https://localhost.example.com/webhook/1',
		'https://mylocalhost.com/webhook/1',
		'https://127.0.0.1.nip.io/webhook/1',
		'https://192.0.3.10/webhook/1',
		'https://172.32.0.1/webhook/1',
		'https://11.0.0.1/webhook/1',
		'https://[2a00:1450:4001:80b::200e]/webhook/1',
	])('%s', (url) => {
		expect(reachOf(url)).toBe('anywhere');
		expect(isLocalAddress(url)).toBe(false);
	});
});

describe('public addresses', () => {
	test.each([
		'https://example.com/hooks',
		'https://93.184.215.14/',
		'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
	])('%s', (url) => {
		expect(isPublic(url)).toBe(true);
	});

	test.each([
		'http://198.18.0.1/',
		'http://255.255.255.255/',
		'http://240.0.0.1/',
		'http://[::127.0.0.1]/',
		'http://[64:ff9b::7f00:1]/',
		'http://[2002:7f00:1::]/',
		'http://[2001:0:4136:e378::]/',
		'http://[ff02::1]/',
		'http://[fec0::1]/',
		'http://localhost/',
		'no URL',
	])('not %s', (url) => {
		expect(isPublic(url)).toBe(false);
	});
});
