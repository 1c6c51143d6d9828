import { z } from "@hono/zod-openapi";
import { roles } from "./permissions.ts";

export const passwordLengthMin = 12;
const passwordLengthMax = 128;

/** Small letters, digits, dot, hyphen and underscore: what can be said on the telephone. */
export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9._-]{2,30}$/,
    "2 bis 30 Zeichen: Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich",
  );

/** Length alone, as NIST SP 800-63B asks: no rules on kinds of characters, no expiry. */
const newPasswordSchema = z
  .string()
  .min(passwordLengthMin, `mindestens ${passwordLengthMin} Zeichen`)
  .max(passwordLengthMax, `höchstens ${passwordLengthMax} Zeichen`);

const personNameSchema = z.string().trim().min(1).max(100);

const grantSchema = z
  .strictObject({
    role: z.enum(roles),
    /** Null: in every administration. */
    administrationId: z.string().min(1).nullable(),
  })
  .openapi("Grant");

const grantsSchema = z
  .array(grantSchema)
  .max(50)
  .refine(
    (grants) => new Set(grants.map((grant) => JSON.stringify(grant))).size === grants.length,
    {
      message: "Eine Rolle kommt zweimal vor.",
    },
  );

/** The working profile of somebody in the team (Agent/in). */
export const workingProfileSchema = z
  .strictObject({
    displayName: personNameSchema,
    administrationId: z.string().min(1),
    extension: z.string().regex(/^\d{2,10}$/, "2 bis 10 Ziffern"),
    lineIds: z.array(z.string().min(1)).max(100),
    skills: z.array(z.string().min(1)).max(100),
  })
  .openapi("WorkingProfile");
export type WorkingProfile = z.infer<typeof workingProfileSchema>;

export const signInSchema = z
  .object({ username: z.string().max(200), password: z.string().max(1000) })
  .openapi("SignIn");

export const passwordChangeSchema = z
  .strictObject({ currentPassword: z.string().max(1000), newPassword: newPasswordSchema })
  .openapi("PasswordChange");

export const meSchema = z
  .object({
    userId: z.string(),
    username: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    grants: z.array(grantSchema),
    permissions: z.array(z.string()),
    agent: workingProfileSchema.extend({ id: z.string() }).nullable(),
  })
  .openapi("Me");
export type Me = z.infer<typeof meSchema>;

export const firstStartSchema = z
  .strictObject({
    token: z.string().min(1).max(200),
    username: usernameSchema,
    password: newPasswordSchema,
    name: personNameSchema,
  })
  .openapi("FirstStart");

export const demonstrationAccountsSchema = z
  .object({
    accounts: z.array(
      z.object({
        username: z.string(),
        password: z.string(),
        name: z.string(),
        role: z.enum(roles),
        /** Null: all administrations. */
        administration: z.string().nullable(),
      }),
    ),
  })
  .openapi("DemonstrationAccounts");
export type DemonstrationAccounts = z.infer<typeof demonstrationAccountsSchema>;

export const newPersonSchema = z
  .strictObject({
    username: usernameSchema,
    name: personNameSchema,
    password: newPasswordSchema,
    grants: grantsSchema.refine((grants) => grants.length > 0, "mindestens eine Rolle"),
    agent: workingProfileSchema.nullable().default(null),
  })
  .openapi("NewPerson");
export type NewPerson = z.infer<typeof newPersonSchema>;

export const grantsChangeSchema = z.strictObject({ grants: grantsSchema }).openapi("GrantsChange");

export const passwordResetSchema = z
  .strictObject({ password: newPasswordSchema })
  .openapi("PasswordReset");

export const personSchema = z
  .object({
    userId: z.string(),
    username: z.string(),
    name: z.string(),
    disabled: z.boolean(),
    grants: z.array(grantSchema),
    agent: workingProfileSchema.extend({ id: z.string() }).nullable(),
  })
  .openapi("Person");
export type Person = z.infer<typeof personSchema>;

export const peopleSchema = z.object({ people: z.array(personSchema) }).openapi("People");
