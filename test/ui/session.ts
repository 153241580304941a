import type { Browser } from 'playwright-core';

import { sharedWithTests, signInToShared } from '../e2e/shared';
import { owner, type RestClient } from '../support/rest';
import { openBrowser } from './browser';
import { Editor } from './editor';

/** The n8n that all walks share, as its owner sees it. */
export interface Session {
	readonly rest: RestClient;
	/** To be closed by who opened the session. */
	readonly browser: Browser;
	readonly editor: Editor;
}

/** Opens n8n's editor in a browser, signed in. */
export async function openSession(): Promise<Session> {
	const rest = await signInToShared();
	const browser = await openBrowser();
	const editor = await Editor.signIn(browser, sharedWithTests().url, owner);
	return { rest, browser, editor };
}
