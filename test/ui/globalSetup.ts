import { setUpAll } from '../e2e/setup';
import { chromiumPath } from './browser';

/** Jest's globalSetup: the n8n of the end-to-end tests, unless there is no browser to open it in. */
export default async function setUp(): Promise<void> {
	chromiumPath();
	await setUpAll();
}
