/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync } from 'node:fs';

import { type Browser, chromium } from 'playwright-core';

/** Where Debian puts it; CHROMIUM_PATH names another. */
const DEBIAN = '/usr/bin/chromium';

/**
 * The path of the browser.
 *
 * @throws Error that says what to install
 */
export function chromiumPath(): string {
	const path = process.env.CHROMIUM_PATH || DEBIAN;
	if (!existsSync(path)) {
		throw new Error(
			`There is no Chromium at ${path}. Install it (Debian and Ubuntu: apt-get install chromium), or name another with CHROMIUM_PATH.`,
		);
	}
	return path;
}

/** A browser without a window. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: chromiumPath(),
		// Containers run as root, and have little shared memory.
		args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
	});
}
