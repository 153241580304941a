import { notesOf, releasedChangelog, releaseProblems } from '../../../scripts/release/plan';

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something.

## [1.0.0] - 2026-12-01

First.
`;

const GOOD = {
	version: '1.1.0',
	current: '1.0.0',
	changelog: CHANGELOG,
	branch: 'main',
	changes: '',
	tags: ['1.0.0'],
	saved: ['1.0.0', '1.1.0'],
};

test('a release of a clean main with notes can be made', () => {
	expect(releaseProblems(GOOD)).toEqual([]);
});

test('the first release has the version that package.json has already', () => {
	expect(releaseProblems({ ...GOOD, version: '1.0.0', tags: [''] })).toEqual([]);
});

test.each<[string, Partial<typeof GOOD>, RegExp]>([
	['no version', { version: '' }, /Say which version/],
	['a version that is none', { version: 'v1.1' }, /Say which version/],
	['an older version', { version: '0.9.9' }, /older than 1\.0\.0/],
	['a version that was released', { version: '1.0.0' }, /released before/],
	['another branch', { branch: 'next' }, /of main, not of next/],
	['changes', { changes: ' M README.md' }, /Commit or drop/],
	['no saved workflows', { saved: ['1.0.0'] }, /npm run saved-workflows -- 1\.1\.0/],
	['no notes', { changelog: CHANGELOG.replace(/### Added[^#]*/, '') }, /nothing under Unreleased/],
])('%s is refused, and the message says why', (_what, change, message) => {
	expect(releaseProblems({ ...GOOD, ...change }).join()).toMatch(message);
});

test('versions are compared as numbers', () => {
	expect(
		releaseProblems({ ...GOOD, version: '1.10.0', current: '1.9.0', saved: ['1.10.0'] }),
	).toEqual([]);
});

test('the notes become those of the version, under a heading with its date', () => {
	const after = releasedChangelog(CHANGELOG, '1.1.0', '2026-12-24');

	expect(after).toContain('## [Unreleased]\n\n## [1.1.0] - 2026-12-24\n\n### Added');
	expect(notesOf(after)).toBe('');
	expect(notesOf(CHANGELOG)).toBe('### Added\n\n- Something.');
});
