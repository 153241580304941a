/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What `scripts/build` exports; it is plain JavaScript, for gulp. */
export interface BuildScripts {
	checkModules: (root: string) => string[];
	checkTypes: (root: string) => string[];
	checkSchemas: (root: string) => string[];
	tarballProblems: (files: Array<{ path: string }>, bytes: number) => string[];
	bundle: (root: string, libraries: string[]) => void;
}

const folders: string[] = [];

/** Writes `files` (path below the root → content) into a new folder and returns it. */
export function plant(files: Record<string, string>): string {
	const root = mkdtempSync(join(tmpdir(), 'signed-webhooks-build-'));
	folders.push(root);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	return root;
}

/** Removes every folder that `plant` made. */
export function uproot(): void {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** A package that is fit to publish: one node, one credential, and all that belongs to them. */
export function goodPackage(): Record<string, string> {
	const icon = "{ light: 'file:x.svg', dark: 'file:x.dark.svg' }";
	return {
		'package.json': JSON.stringify({
			name: 'n8n-nodes-example',
			version: '1.0.0',
			n8n: {
				nodes: ['dist/nodes/X/X.node.js'],
				credentials: ['dist/credentials/XApi.credentials.js'],
			},
		}),
		'dist/nodes/X/X.node.js': `
			class X {
				description = {
					displayName: 'X', name: 'x', icon: ${icon}, group: ['transform'], version: 1,
					description: '', defaults: { name: 'X' }, inputs: ['main'], outputs: ['main'], properties: [],
				};
			}
			exports.X = X;`,
		'dist/nodes/X/X.node.json': JSON.stringify({
			node: 'n8n-nodes-example.x',
			categories: ['Utility'],
			resources: { primaryDocumentation: [{ url: 'https://example.com' }] },
		}),
		'dist/nodes/X/x.svg': '<svg/>',
		'dist/nodes/X/x.dark.svg': '<svg/>',
		'dist/credentials/XApi.credentials.js': `
			class XApi { name = 'xApi'; displayName = 'X API'; icon = ${icon}; properties = []; }
			exports.XApi = XApi;`,
		'dist/credentials/x.svg': '<svg/>',
		'dist/credentials/x.dark.svg': '<svg/>',
	};
}
