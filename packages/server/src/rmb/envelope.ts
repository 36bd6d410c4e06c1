import protobuf from 'protobufjs';
import { z } from 'zod';

/** One frame of the message bus (RMB protocol, protobuf 3). Times are seconds since the epoch. */
export interface Envelope {
  uid: string;
  tags?: string;
  timestamp: number;
  /** Seconds that the message lives, counted from `timestamp`. */
  expiration: number;
  source?: Address;
  destination?: Address;
  /** At most one of the five. */
  request?: { command: string };
  response?: Record<string, never>;
  error?: { code: number; message: string };
  ping?: Record<string, never>;
  pong?: Record<string, never>;
  signature?: Uint8Array;
  schema?: string;
  federation?: string;
  /** At most one of the two. */
  plain?: Uint8Array;
  cipher?: Uint8Array;
  relays?: string[];
}

export interface Address {
  twin: number;
  /** Names one of several connections of a twin. */
  connection?: string;
}

/** The protocol's schema. Its `optional` keeps "absent" and "empty" apart, which peers do and signatures do not. */
const protocol = `
  syntax = "proto3";

  message Envelope {
    string uid = 1;
    optional string tags = 2;
    uint64 timestamp = 3;
    uint64 expiration = 4;
    Address source = 5;
    Address destination = 6;
    oneof message { Request request = 7; Response response = 8; Error error = 12; Ping ping = 15; Pong pong = 16; }
    optional bytes signature = 9;
    optional string schema = 10;
    optional string federation = 11;
    oneof payload { bytes plain = 13; bytes cipher = 14; }
    repeated string relays = 17;
  }
  message Address { uint32 twin = 1; optional string connection = 2; }
  message Request { string command = 1; }
  message Response {}
  message Error { uint32 code = 1; string message = 2; }
  message Ping {}
  message Pong {}
`;
const envelopeType = protobuf.parse(protocol).root.lookupType('Envelope');

const address = z.object({ twin: z.number().default(0), connection: z.string().optional() });
const bytes = z.instanceof(Uint8Array).optional();
const nothing = z.object({}).optional();
const envelopeSchema: z.ZodType<Envelope> = z.object({
  uid: z.string().default(''),
  tags: z.string().optional(),
  timestamp: z.number().default(0),
  expiration: z.number().default(0),
  source: address.optional(),
  destination: address.optional(),
  request: z.object({ command: z.string().default('') }).optional(),
  response: nothing,
  error: z.object({ code: z.number().default(0), message: z.string().default('') }).optional(),
  ping: nothing,
  pong: nothing,
  signature: bytes,
  schema: z.string().optional(),
  federation: z.string().optional(),
  plain: bytes,
  cipher: bytes,
  relays: z.array(z.string()).optional(),
});

export function encodeEnvelope(envelope: Envelope): Uint8Array {
  return envelopeType.encode(envelopeType.fromObject({ ...envelope })).finish();
}

/** Throws when the bytes are no envelope. */
export function decodeEnvelope(frame: Uint8Array): Envelope {
  return envelopeSchema.parse(envelopeType.toObject(envelopeType.decode(frame), { longs: Number }));
}
