/** What a release depends on. */
export interface Facts {
	/** The wanted version. */
	readonly version: string;
	/** That of package.json. */
	readonly current: string;
	/** The text of CHANGELOG.md. */
	readonly changelog: string;
	readonly branch: string;
	/** What `git status --porcelain` says. */
	readonly changes: string;
	readonly tags: readonly string[];
	/** The versions that have saved workflows. */
	readonly saved: readonly string[];
}

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

const UNRELEASED = /^## \[Unreleased\][ \t]*$/m;

/** Why there can be no release, one sentence a problem; empty when there can. */
export function releaseProblems(facts: Facts): string[] {
	const { version, current, changelog, branch, changes, tags, saved } = facts;
	if (!VERSION.test(version)) return ['Say which version: npm run release -- 1.2.3'];
	return [
		compare(version, current) < 0 && `${version} is older than ${current} of package.json`,
		tags.includes(version) && `${version} was released before`,
		branch !== 'main' && `Releases are made of main, not of ${branch}`,
		changes !== '' && 'Commit or drop what is changed here first',
		notesOf(changelog) === '' &&
			'CHANGELOG.md says nothing under Unreleased: write what changes for users',
		!saved.includes(version) &&
			`No workflows are saved as ${version} saves them: npm run saved-workflows -- ${version}`,
	].filter((problem): problem is string => problem !== false);
}

/**
 * The changelog once its unreleased part is a version.
 *
 * @param date `2026-12-31`
 */
export function releasedChangelog(changelog: string, version: string, date: string): string {
	return changelog.replace(UNRELEASED, `## [Unreleased]\n\n## [${version}] - ${date}`);
}

/** What the changelog says of the next release. */
export function notesOf(changelog: string): string {
	const [, after = ''] = changelog.split(UNRELEASED);
	const [notes = ''] = after.split(/^## /m);
	return notes.trim();
}

/** Negative when `a` is the older version, 0 when they are the same. */
function compare(a: string, b: string): number {
	const [left = [], right = []] = [a, b].map((version) => version.split('.').map(Number));
	const index = left.findIndex((part, at) => part !== right[at]);
	return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}
