/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Source } from './fact';
import type { Answer, Readable } from './source';

/** Packages that are installed here, instead of the newest ones of npm. */
export class InstalledSources implements Readable {
	/** @param folders `node_modules` folders, the first one that has a package counts */
	constructor(private readonly folders: readonly string[]) {}

	async read(source: Source): Promise<Answer> {
		if ('url' in source) return { unreachable: 'only installed packages were looked at' };
		const { npm, file } = source;
		const folder = this.folders.map((each) => join(each, npm)).find((each) => existsSync(each));
		if (folder === undefined) return { unreachable: `${npm} is not installed` };
		const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			version: string;
		};
		const path = join(folder, file);
		if (!existsSync(path)) return { gone: `${npm} ${version} has no ${file}` };
		return { text: readFileSync(path, 'utf8'), version };
	}
}
