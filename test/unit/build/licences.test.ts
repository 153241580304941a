/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

const { licencesPage } = jest.requireActual<{ licencesPage(libraries: string[]): string }>(
	'../../../scripts/build/licences.js',
);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const [, list = ''] = /INLINED = \[(.*)\]/.exec(read('gulpfile.js')) ?? [];
const inlined = [...list.matchAll(/'([^']+)'/g)].map(([, library = '']) => library);

it('the licence of every inlined library ships, whole: npm run build', () => {
	expect(inlined).not.toEqual([]);
	expect(read('THIRD_PARTY_LICENSES.md')).toBe(licencesPage(inlined));
	for (const library of inlined) {
		expect(licencesPage(inlined)).toContain(read(`node_modules/${library}/LICENSE`).trim());
	}
});
