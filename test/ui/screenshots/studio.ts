import type { Browser } from 'playwright-core';

import { sharedWithTests } from '../../e2e/shared';
import { Stage } from '../../e2e/stage';
import { owner, type RestClient } from '../../support/rest';
import { Editor } from '../editor';
import { Camera } from './camera';

/** Pixels of an image for each of the page: text stays legible where it is shown smaller. */
const SHARPNESS = 1.5;

/** All that a scene needs. */
export interface Studio {
	readonly editor: Editor;
	readonly camera: Camera;
	readonly rest: RestClient;
	/** Closes what the scene opens. */
	readonly stage: Stage;
}

/** Some images that are taken together. */
export interface Scene {
	/** Their names. */
	readonly images: readonly string[];
	play(studio: Studio): Promise<void>;
}

/** Opens the editor for a scene, plays it, and closes everything that it opened. */
export async function play(
	scene: Scene,
	{ browser, rest }: { browser: Browser; rest: RestClient },
): Promise<readonly string[]> {
	const stage = new Stage(rest);
	const sharp = {
		newPage: async (options?: Parameters<Browser['newPage']>[0]) =>
			await browser.newPage({ ...options, deviceScaleFactor: SHARPNESS }),
	};
	const editor = await Editor.signIn(sharp, sharedWithTests().url, owner);
	const darkroom = await browser.newPage();
	try {
		const camera = new Camera(editor.page, darkroom);
		await scene.play({ editor, camera, rest, stage });
		return camera.taken;
	} finally {
		await darkroom.close();
		await editor.close();
		await stage.close();
	}
}
