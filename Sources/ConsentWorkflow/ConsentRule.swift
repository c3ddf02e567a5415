public import Domain

/// The guards that a consent command can fail.
public enum ConsentRule: UInt8, CodedValue {
  /// The signature lies after the day of recording.
  case signedInFuture = 1
  /// The signature lies before the donor's birth.
  case signedBeforeBirth = 2
  /// What opens something takes effect before it was signed.
  case effectiveBeforeSigned = 3
  /// What closes something takes effect before it was signed, without a reason.
  case earlierEffectNeedsReason = 4
  /// The signature is so old that policy asks for a reason.
  case historicNeedsReason = 5
  /// No form is named.
  case formMissing = 6
  /// The form, or this version, is not published.
  case formNotPublished = 7
  /// The form was signed before it was in force.
  case formNotInForce = 8
  /// The form does not ask for a scope that was answered.
  case scopeNotOnForm = 9
  /// A scope has two answers.
  case contradictoryAnswers = 10
  /// A module of the form is not answered.
  case moduleUnanswered = 11
  /// A mandatory module is answered in parts.
  case mandatoryModuleSplit = 12
  /// A module is permitted without the one above it.
  case parentModuleNotPermitted = 13
  /// Nothing is permitted and nothing declined, or no scope is named.
  case nothingNamed = 14
  /// The donor was, or may have been, under age.
  case signerUnderAge = 15
  /// The signer has no say for this donor on this day.
  case signerNotEntitled = 16
  /// The signer needs a mandate.
  case mandateMissing = 17
  /// A minor of this age must agree as well.
  case assentMissing = 18
  /// The hash of the signed document is missing.
  case evidenceMissing = 19
  /// The donor signed after dying.
  case signedAfterDeath = 20
  /// A withdrawal of all use is in force.
  case allUseWithdrawn = 21
  /// The donor denied it after signing this.
  case deniedSinceSigning = 22
  /// There is no earlier permission to renew.
  case nothingToRenew = 23
  /// A renewal cannot re-open a denial.
  case renewalOverDenial = 24
  /// Only the donor can reinstate.
  case reinstatementNotByDonor = 25
  /// No withdrawal or objection is in force before that day.
  case nothingToReinstate = 26
  /// All of it is suspended already.
  case alreadySuspended = 27
  /// None of it is suspended before that day.
  case notSuspended = 28
  /// A void gives no reason.
  case voidWithoutReason = 29
  /// The donor has no such event.
  case voidTargetUnknown = 30
  /// A void cannot be voided.
  case voidOfVoid = 31
  /// The event is void already.
  case voidedAlready = 32
  /// The parts do not make up one fact.
  case malformed = 33

  /// `consent guard`.
  public static var vocabulary: String { "consent guard" }

  /// The name that codes and people use.
  public var name: String {
    switch self {
    case .signedInFuture: "signed_in_future"
    case .signedBeforeBirth: "signed_before_birth"
    case .effectiveBeforeSigned: "effective_before_signed"
    case .earlierEffectNeedsReason: "earlier_effect_needs_reason"
    case .historicNeedsReason: "historic_needs_reason"
    case .formMissing: "form_missing"
    case .formNotPublished: "form_not_published"
    case .formNotInForce: "form_not_in_force"
    case .scopeNotOnForm: "scope_not_on_form"
    case .contradictoryAnswers: "contradictory_answers"
    case .moduleUnanswered: "module_unanswered"
    case .mandatoryModuleSplit: "mandatory_module_split"
    case .parentModuleNotPermitted: "parent_module_not_permitted"
    case .nothingNamed: "nothing_named"
    case .signerUnderAge: "signer_under_age"
    case .signerNotEntitled: "signer_not_entitled"
    case .mandateMissing: "mandate_missing"
    case .assentMissing: "assent_missing"
    case .evidenceMissing: "evidence_missing"
    case .signedAfterDeath: "signed_after_death"
    case .allUseWithdrawn: "all_use_withdrawn"
    case .deniedSinceSigning: "denied_since_signing"
    case .nothingToRenew: "nothing_to_renew"
    case .renewalOverDenial: "renewal_over_denial"
    case .reinstatementNotByDonor: "reinstatement_not_by_donor"
    case .nothingToReinstate: "nothing_to_reinstate"
    case .alreadySuspended: "already_suspended"
    case .notSuspended: "not_suspended"
    case .voidWithoutReason: "void_without_reason"
    case .voidTargetUnknown: "void_target_unknown"
    case .voidOfVoid: "void_of_void"
    case .voidedAlready: "voided_already"
    case .malformed: "malformed"
    }
  }
}
