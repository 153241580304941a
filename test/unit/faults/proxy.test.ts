import { configuration, snippetOfPage } from '../../faults/proxy';

describe('the proxy of docs/RELIABILITY.md', () => {
	it('is read from the page and led to an n8n of the test', () => {
		const text = configuration(snippetOfPage(), 8080, '127.0.0.1:9999');
		expect(text).toContain('listen 127.0.0.1:8080;');
		expect(text).toContain('server 127.0.0.1:9999;');
		expect(text).toContain('/healthz/readiness');
		expect(text).not.toContain('ssl_certificate');
		expect(text).not.toContain('5678');
	});

	it('is not made of a page that shows none', () => {
		expect(() => snippetOfPage('# Reliability')).toThrow('shows no nginx configuration');
		expect(() => configuration('server {}', 1, 'n8n:1')).toThrow('has no `listen 443`');
	});
});
