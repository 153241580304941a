/** What npm says of a version of n8n. */
export interface Published {
	readonly version: string;
	/** The versions of Node.js that it runs on. */
	readonly engines?: { readonly node?: string };
}

/** The package.json of an n8n to test on, as `test/host` holds one. */
export interface HostManifest {
	readonly dependencies: { readonly n8n: string; readonly node: string };
	readonly [key: string]: unknown;
}

/** The manifest of a host with another n8n; its Node.js and everything else stay as they are pinned. */
export function manifestWith(pinned: HostManifest, { version }: Published): HostManifest {
	return { ...pinned, dependencies: { ...pinned.dependencies, n8n: version } };
}

/** Whether the pinned n8n is the newest. */
export function isPinned(pinned: HostManifest, { version }: Published): boolean {
	return pinned.dependencies.n8n === version;
}
