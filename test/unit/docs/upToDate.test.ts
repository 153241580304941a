/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

import { ROOT } from '../../../scripts/docs/document';
import { documents } from '../../../scripts/docs/documents';

/** How JSON is laid out is looked after by prettier. */
const read = (path: string, text: string): unknown =>
	path.endsWith('.json') ? JSON.parse(text) : text;

test.each(documents().map((document) => [relative(ROOT, document.path), document] as const))(
	'%s is as the code has it: npm run docs',
	(_name, { path, text }) =>
		expect(read(path, readFileSync(path, 'utf8'))).toEqual(read(path, text)),
);
