import type { BodyKind } from '../../shared/receive/body';
import type { Handshake } from '../../shared/receive/handshake';
import type { Repeats } from '../../shared/receive/seenWindow';
import type { Place, SignatureScheme } from '../../shared/signature/scheme';

/** What is known of a sender that has documented how it signs. One entry of the table is all that a sender needs. */
export interface Sender {
	/** What a saved workflow holds. Never changes. */
	readonly value: string;
	readonly name: string;
	/** Other names under which people look for it: former names, products, services that send through it. */
	readonly aliases?: readonly string[];
	/** The sender's page about its webhooks. */
	readonly docs: string;
	/** How it signs. Of several, one has to be good. */
	readonly schemes: readonly [SignatureScheme, ...SignatureScheme[]];
	/** What the credential's Secret has to hold, and where the sender shows it: `Signing Secret in Basic Information`. */
	readonly secret: string;
	/** Where the id of an event stands: the first of these places where there is one. */
	readonly eventId?: readonly [Place, ...Place[]];
	/** Whether different events may come under one id, so that the body tells them apart. */
	readonly idsRepeat?: true;
	readonly eventType?: EventTypes;
	/**
	 * How old an event may be, for every scheme that signs a time: as long as the sender may repeat an event with the time of
	 * its first attempt, and room for clocks that differ. `source` tells where that is documented.
	 */
	readonly tolerance?: { readonly seconds: number; readonly source: string };
	/**
	 * For how long it repeats an event that was not taken, by what it publishes, rounded up; absent where it does not say, or
	 * where that is minutes.
	 */
	readonly repeats?: Repeats;
	/** How long a body counts as a copy, for senders whose events have no id; 0 where equal bodies are events of their own. */
	readonly duplicateMinutes?: number;
	/** What its bodies are; JSON unless said otherwise. */
	readonly bodies?: readonly [BodyKind, ...BodyKind[]];
	/** The field of a form whose JSON is the event: `payload`. */
	readonly formPayload?: string;
	/** Fields of a form that hold JSON. */
	readonly formJson?: readonly string[];
	/** The sender's own limit of a body; 1 MB unless said otherwise. */
	readonly maxBodyKb?: number;
	/**
	 * Where the events stand that come in one request: a dotted path of the body, empty for the body itself. Where that is no
	 * list, the body is the one event.
	 */
	readonly batch?: string;
	readonly handshakes?: readonly Handshake[];
	/** What the sender insists on as the answer to an event. */
	readonly answer?: string;
	/** How the sender marks an event that somebody had it send again on purpose. */
	readonly sentAgain?: { readonly at: Place; readonly is: readonly string[] };
}

/** Where the type of an event stands. */
export interface EventTypes {
	/**
	 * Its names: each the values at these places with dots between them, as far as they are there. The first is the one that
	 * an item reports; a user may select an event by any, and by the first part of one. `key` stands for the key of the
	 * body's first object or list.
	 */
	readonly names: readonly [TypeName, ...TypeName[]];
	/** What the sender's values stand for, where people know them by a name: `1` is `PING`. */
	readonly called?: Readonly<Record<string, string>>;
	/** Some of them, as the sender writes them. */
	readonly examples: readonly [string, ...string[]];
	/** What every type looks like, or all types that there are: what does not fit can never occur. */
	readonly form?: RegExp | readonly string[];
}

export type TypeName = ReadonlyArray<Place | 'key'>;
