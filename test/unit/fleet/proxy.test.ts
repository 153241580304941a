import { documentedConfiguration, inTurn } from '../../fleet/proxy';

const ADDRESSES = {
	port: 7,
	main: '127.0.0.1:8',
	processors: ['127.0.0.1:9', '127.0.0.1:10'],
};

it.each(['haproxy', 'nginx'] as const)('takes the configuration of %s from its page', (kind) => {
	const text = documentedConfiguration(kind, ADDRESSES);

	for (const address of ['127.0.0.1:7', '127.0.0.1:8', '127.0.0.1:9', '127.0.0.1:10']) {
		expect(text).toContain(address);
	}
	expect(text).not.toContain('10.0.0.');
	expect(text).toMatch(/balance uri path-only|hash \$uri consistent/);
});

it('gives each processor its turn where nothing is to stick', () => {
	const text = inTurn(ADDRESSES);

	expect(text).toContain('balance roundrobin');
	expect(text).not.toMatch(/path-only|hash-type/);
});
