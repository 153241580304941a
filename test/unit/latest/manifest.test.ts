import pinned from '../../host/package.json';
import { isPinned, manifestWith } from '../../latest/manifest';

test('a host with another n8n is the pinned one in all else', () => {
	expect(manifestWith(pinned, { version: '99.0.0' })).toEqual({
		...pinned,
		dependencies: { ...pinned.dependencies, n8n: '99.0.0' },
	});
});

test('the pinned host serves as long as it is the newest', () => {
	expect(isPinned(pinned, { version: pinned.dependencies.n8n })).toBe(true);
	expect(isPinned(pinned, { version: '99.0.0' })).toBe(false);
});
