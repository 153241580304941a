/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { gunzipSync } from 'node:zlib';

import type { Source } from './fact';

/** What comes of asking for a source. */
export type Answer =
	| { readonly text: string; readonly version?: string }
	/** It is not where it was. */
	| { readonly gone: string }
	/** Nobody can say. */
	| { readonly unreachable: string };

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const REGISTRY = 'https://registry.npmjs.org';

const TIMEOUT_MS = 20_000;

const BLOCK = 512;

/** What can be asked for sources. */
export interface Readable {
	read(source: Source): Promise<Answer>;
}

/** Asks for sources, each page and each package once. */
export class Sources implements Readable {
	private readonly pages = new Map<string, Promise<Answer>>();

	private readonly packages = new Map<string, Promise<Package | Answer>>();

	constructor(private readonly fetch: Fetch) {}

	async read(source: Source): Promise<Answer> {
		if ('url' in source) return await this.page(source.url);
		const found = await remembered(
			this.packages,
			source.npm,
			async () => await this.load(source.npm),
		);
		if (!('files' in found)) return found;
		const text = found.files.get(source.file);
		if (text === undefined) {
			return { gone: `${source.npm} ${found.version} has no ${source.file}` };
		}
		return { text: text.toString('utf8'), version: found.version };
	}

	private async page(url: string): Promise<Answer> {
		return await remembered(this.pages, url, async () => {
			const answer = await this.ask(url);
			return answer instanceof Response ? { text: await answer.text() } : answer;
		});
	}

	private async load(name: string): Promise<Package | Answer> {
		const answer = await this.page(`${REGISTRY}/${name}/latest`);
		if (!('text' in answer)) return answer;
		const { version, dist } = JSON.parse(answer.text) as Manifest;
		const tarball = await this.ask(dist.tarball);
		if (!(tarball instanceof Response)) return tarball;
		return { version, files: filesOf(gunzipSync(Buffer.from(await tarball.arrayBuffer()))) };
	}

	private async ask(url: string): Promise<Response | Answer> {
		try {
			const response = await this.fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
			if (response.ok) return response;
			const said = `answered ${response.status}`;
			return [404, 410].includes(response.status) ? { gone: said } : { unreachable: said };
		} catch (error) {
			const { message, cause } = error as Error;
			return { unreachable: cause instanceof Error ? cause.message : message };
		}
	}
}

interface Package {
	readonly version: string;
	/** By their paths in the package. */
	readonly files: ReadonlyMap<string, Buffer>;
}

interface Manifest {
	readonly version: string;
	readonly dist: { readonly tarball: string };
}

async function remembered<T>(
	known: Map<string, Promise<T>>,
	key: string,
	make: () => Promise<T>,
): Promise<T> {
	const made = known.get(key) ?? make();
	known.set(key, made);
	return await made;
}

/** The files of a tar archive as npm makes it: below `package/`, long names in the `prefix` of ustar. */
export function filesOf(tar: Buffer): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	const textAt = (from: number, length: number) =>
		tar.toString('utf8', from, from + length).replace(/\0[^]*$/, '');
	for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
		const size = parseInt(textAt(at + 124, 12), 8);
		const [prefix, name] = [textAt(at + 345, 155), textAt(at, 100)];
		const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^[^/]+\//, '');
		const start = at + BLOCK;
		files.set(path, tar.subarray(start, start + size));
		at = start + Math.ceil(size / BLOCK) * BLOCK;
	}
	return files;
}
