import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { startsLogin } from '#contract/ours/rules.ts';
import { useEditing, useEditState } from '#editing/editing.tsx';
import { shownAt } from '#editing/session.ts';
import { FieldGroup } from '#ui/field.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';
import type { MethodWork } from './method-form-work.ts';

/** What of a body is no setting, and is chosen rather than typed. */
function useChosen({ session }: MethodWork, name: string): [boolean, (on: boolean) => void] {
  const on = useEditState((state) => shownAt(state, [name]) === true);
  return [on, (mine) => session.dispatch({ type: 'typed', path: [name], mine })];
}

/** Whether the method may be a second factor as well. */
export function FactorChoice({ work }: { work: MethodWork }) {
  const { readOnly } = useEditing();
  const [firstOnly, choose] = useChosen(work, 'first_factor_only');
  const props = { type: 'radio', name: 'first_factor_only', readOnly: readOnly !== null } as const;
  return (
    <FieldGroup
      legend="Factor"
      name="first_factor_only"
      help="This cannot be changed once the auth method is created."
    >
      <ChoiceInput
        {...props}
        label="First factor only"
        help="It starts a login, and is never asked for after another method."
        checked={firstOnly}
        onChange={() => choose(true)}
      />
      <ChoiceInput
        {...props}
        label="Also a second factor"
        help="It starts a login, and can be asked for after another method."
        checked={!firstOnly}
        onChange={() => choose(false)}
      />
    </FieldGroup>
  );
}

/** Login, signup and featured of a method that is not there yet. */
export function SwitchesChoice({
  kind,
  work,
  isActive,
}: {
  kind: AuthMethodKind;
  work: MethodWork;
  isActive: boolean;
}) {
  const { readOnly } = useEditing();
  const [login, setLogin] = useChosen(work, 'enabled_login');
  const [signup, setSignup] = useChosen(work, 'enabled_signup');
  const [featured, setFeatured] = useChosen(work, 'featured');
  const starts = startsLogin({ method: kind });
  const props = { type: 'checkbox', readOnly: readOnly !== null } as const;
  return (
    <FieldGroup legend="Switched on" help="All three can be switched at any time.">
      <ChoiceInput
        {...props}
        name="enabled_login"
        label="Login"
        help={
          <>
            {starts
              ? 'Users can sign in with this method.'
              : 'Users can be asked for it after another method.'}
            {login && isActive && ' The issuer is active: people see it as soon as it is created.'}
          </>
        }
        checked={login}
        onChange={(event) => setLogin(event.target.checked)}
      />
      <ChoiceInput
        {...props}
        name="enabled_signup"
        label="Signup"
        help={
          starts
            ? 'New people can sign up with this method, where the issuer lets them.'
            : 'It starts no login, so nobody signs up with it. AuthPI has the switch all the same.'
        }
        checked={signup}
        onChange={(event) => setSignup(event.target.checked)}
      />
      <ChoiceInput
        {...props}
        name="featured"
        label="Featured"
        help="The login page highlights this method."
        checked={featured}
        onChange={(event) => setFeatured(event.target.checked)}
      />
    </FieldGroup>
  );
}
