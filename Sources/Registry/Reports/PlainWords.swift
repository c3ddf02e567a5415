internal import Domain

extension ConsentScope {
  /// What the scope allows, as a person outside of the registry says it.
  var plainWords: String {
    switch self {
    case .tissueSurplus: "use of tissue left over from treatment"
    case .tissueExtraSampling: "taking more tissue than treatment needs"
    case .bloodSample: "taking blood for research"
    case .clinicalData: "use of medical data"
    case .dataLinkage: "linking with records kept elsewhere"
    case .somaticGenomics: "genetic analysis of the tumour"
    case .germlineGenomics: "genetic analysis of what is inherited"
    case .cellLineDerivation: "growing cells from the tissue"
    case .xenograft: "growing the tumour in animals"
    case .animalWork: "other work with animals"
    case .commercialUse: "use by or for companies"
    case .internationalTransfer: "transfer to other countries"
    case .recontactStudies: "being contacted for further studies"
    case .recontactSamples: "being contacted for further samples"
    case .returnOfFindings: "being told findings that matter to health"
    case .useAfterDeath: "use after death"
    }
  }
}

extension ConsentState {
  /// What the state means, as a person outside of the registry says it.
  var plainWords: String {
    switch self {
    case .notAsked: "not asked"
    case .permitted: "permitted"
    case .declined: "not permitted: declined on the form"
    case .refused: "not permitted: refused"
    case .withdrawn: "not permitted: withdrawn"
    case .objected: "not permitted: objected to"
    case .suspended: "not permitted for now: suspended"
    case .lapsed: "no longer permitted: the consent ran out"
    case .reconsentDue: "no longer permitted: the form changed and was not signed again"
    case .majorityDue: "no longer permitted: the donor came of age and has not signed"
    }
  }
}

extension Signer {
  /// The role, as a person outside of the registry says it.
  var plainWords: String {
    switch self {
    case .donor: "the donor"
    case .parent: "a parent"
    case .legalGuardian: "the legal guardian"
    case .legalRepresentative: "the legal representative"
    case .nominatedRepresentative: "the nominated representative"
    case .nextOfKin: "the next of kin"
    }
  }
}

extension ConsentFacts {
  /// What was decided, as a person outside of the registry says it.
  var plainWords: String {
    func list(_ scopes: ScopeSet) -> String {
      scopes == .all ? "everything" : scopes.map(\.plainWords).joined(separator: ", ")
    }
    switch kind {
    case .grant, .renewal:
      let verb = kind == .grant ? "permitted" : "renewed"
      return [
        permitted.isEmpty ? nil : "\(verb): \(list(permitted))",
        declined.isEmpty ? nil : "declined: \(list(declined))",
      ].compactMap(\.self).joined(separator: "; ")
    case .withdrawal, .refusal:
      let verb = kind == .withdrawal ? "withdrew" : "refused"
      return switch level {
      case .noFurtherUse: "\(verb) every further use"
      case .noFurtherAccess: "\(verb) collecting anything further; what is there may be used"
      case .noFurtherContact: "\(verb) any further contact"
      case .scopes, nil: "\(verb): \(list(scopes))"
      }
    case .objection: return "objected to: \(list(scopes))"
    case .reinstatement: return "allowed to be asked again for: \(list(scopes))"
    case .void: return "declared an earlier entry an error"
    case .suspension: return "suspended: \(list(scopes))"
    case .resumption: return "ended the suspension of: \(list(scopes))"
    }
  }
}
