import type { Encoding, Place } from '../signature/scheme';

/**
 * A request with which a sender tries the address, or hands over what it needs later. It is answered and starts no
 * workflow; one that looks like it and does not prove what it has to is refused with 401.
 */
export interface Handshake {
	/** How it is told from an event. All that is given has to hold. */
	readonly known: {
		/** POST unless said otherwise. */
		readonly method?: 'GET' | 'HEAD' | 'POST';
		/** Where something has to stand. */
		readonly has?: readonly Place[];
		/** Where exactly this text has to stand; a number counts as text. */
		readonly equal?: ReadonlyArray<readonly [Place, string]>;
		/** The body has no fields but these; an empty list for an empty body. */
		readonly onlyFields?: readonly string[];
	};
	/**
	 * What makes it believable: the same as an event's proof; the verification token that the user entered, at this place;
	 * or nothing, where the sender gives no way, so that the answer must be of no use to anybody else.
	 */
	readonly proof: 'signature' | 'none' | { readonly verificationToken: Place };
	readonly answer: HandshakeAnswer;
	/**
	 * Where the secret stands that it brings for the events to come. It is kept for the node and this mode (test or
	 * production) unless one is kept already.
	 */
	readonly bringsSecret?: Place;
}

/** What a handshake is answered with: a text (sent as text/plain), fields (sent as JSON), or no body. */
export interface HandshakeAnswer {
	/** 200 unless said otherwise. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, AnswerValue>>;
	readonly text?: AnswerValue;
	readonly fields?: Readonly<Record<string, AnswerValue>>;
}

/** A constant, what stands at a place of the request, or its HMAC SHA-256 with the secret. */
export type AnswerValue =
	| string
	| number
	| { readonly copy: Place }
	| {
			readonly hmac: Place;
			readonly encoding: Encoding;
			readonly prefix?: string;
			/**
			 * What may stand there. Signing whatever is asked for would make signatures of bodies for anybody, where a body is
			 * signed in the same way and the request proves nothing.
			 */
			readonly only: RegExp;
	  };
