internal import Domain

/// One provision: codes of one kind, permitted or denied on days.
struct FHIRProvision {
  /// What a code of a provision stands for.
  enum Subject: Hashable {
    case scope(ConsentScope)
    case policy(MIIPolicyCode)
  }

  let subject: Subject
  let isPermit: Bool
  /// The days, clipped to those of the whole Consent.
  let period: FHIRPeriod
  let path: String
}

/// The parts of a Consent, each understood, before they are held against each other.
struct FHIRConsentContent {
  var status = ""
  var donor = ""
  var signedOn = CivilDay.earliest
  /// The kind of event, where the Consent states its answers whole.
  var event: ConsentEventKind?
  var level: WithdrawalLevel?
  var destruction: Destruction?
  var hasAssent = false
  var form: FormReference?
  var document: MIIDocument?
  var signer: Signer?
  var mandate: String?
  var witness: String?
  var evidence: DocumentHash?
  var permitted = ScopeSet()
  var declined = ScopeSet()
  var open = ScopeSet()
  var about = ScopeSet()
  var period = FHIRPeriod.unlimited
  var provisions: [FHIRProvision] = []

  var isEnteredInError: Bool { status == "entered-in-error" }
}

/// A Consent whose parts agree with each other.
struct FHIRConsentEvent {
  var content: FHIRConsentContent
  var kind: ConsentEventKind
  var effectiveFrom: CivilDay
  var scopes: ScopeSet
  var days: [ConsentDays] = []

  /// The row of the consent file that says the same.
  func row(line: Int, rawRow: [UInt8], notices: [FieldProblem]) -> FHIRConsentRow {
    func names(_ scopes: ScopeSet) -> String? {
      scopes.isEmpty ? nil : scopes.map(\.name).joined(separator: ";")
    }
    let isEarlier = effectiveFrom < content.signedOn
    return FHIRConsentRow(
      row: ConsentImportRow(
        line: line, rawRow: rawRow, problems: [], donor: content.donor, event: kind.name,
        form: content.form?.description, scopes: names(scopes),
        signedOn: content.signedOn.description, effectiveFrom: effectiveFrom.description,
        signer: content.signer?.name, reason: isEarlier ? Self.earlierReason : nil,
        evidence: content.evidence?.description, decline: names(content.declined),
        level: content.level?.name, destruction: content.destruction?.name,
        mandate: content.mandate, witness: content.witness,
        assent: content.hasAssent ? "true" : nil),
      days: days, isWhole: content.event != nil, isInactive: content.status == "inactive",
      isEnteredInError: content.isEnteredInError,
      answered: content.permitted.union(content.declined).union(content.open), notices: notices)
  }

  /// Reasons stay sealed at the source; that there is one is what a guard asks for.
  private static let earlierReason = "the source states a reason of its own"
}
