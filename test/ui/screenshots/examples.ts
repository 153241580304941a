import { exampleNames, loadExample } from '../../support/examples';
import type { Scene } from './studio';

/** The canvas of an example, as n8n shows it once it is imported. */
function canvasOf(example: string): Scene {
	const image = `example-${example}`;
	return {
		images: [image],
		async play({ editor, camera, rest }) {
			const { page } = editor;
			await page.setViewportSize({ width: 1920, height: 1080 });
			const { id } = await rest.createWorkflow(loadExample(example));
			await editor.openWorkflow(id);
			await page.getByTestId('zoom-to-fit').click();
			await camera.take(image, { around: page.locator('.vue-flow__node'), margin: 24 });
		},
	};
}

export const exampleScenes: readonly Scene[] = exampleNames().map(canvasOf);
