import Domain
import Testing

struct `Consent vocabularies` {
  @Test func `stored integers and names of scopes never change`() {
    let names = [
      "tissue_surplus", "tissue_extra_sampling", "blood_sample", "clinical_data", "data_linkage",
      "somatic_genomics", "germline_genomics", "cell_line_derivation", "xenograft", "animal_work",
      "commercial_use", "international_transfer", "recontact_studies", "recontact_samples",
      "return_of_findings", "use_after_death",
    ]
    #expect(ConsentScope.names == names)
    #expect(ConsentScope.allCases.map(\.rawValue) == Array(0...15))
  }

  @Test func `stored integers and names of states never change`() {
    let names = [
      "not_asked", "permitted", "declined", "refused", "withdrawn", "objected", "suspended",
      "lapsed", "reconsent_due", "majority_due",
    ]
    #expect(ConsentState.names == names)
    #expect(ConsentState.allCases.map(\.rawValue) == Array(0...9))
    #expect(ConsentState.allCases.filter(\.permits) == [.permitted])
  }

  @Test func `stored integers and names of the small vocabularies never change`() {
    func table<Value: CodedValue>(_: Value.Type) -> [String] {
      Value.allCases.map { "\($0.rawValue) \($0)" }
    }
    #expect(
      table(ConsentEventKind.self) == [
        "1 grant", "2 refusal", "3 withdrawal", "4 objection", "5 renewal", "6 reinstatement",
        "7 void", "8 suspension", "9 resumption",
      ])
    #expect(table(Answer.self) == ["0 not_asked", "1 permit", "2 decline", "3 not_chosen"])
    #expect(
      table(Signer.self) == [
        "1 donor", "2 parent", "3 legal_guardian", "4 legal_representative",
        "5 nominated_representative", "6 next_of_kin",
      ])
    #expect(
      table(WithdrawalLevel.self) == [
        "0 scopes", "1 no_further_contact", "2 no_further_access", "3 no_further_use",
      ])
    #expect(table(Destruction.self) == ["1 sample", "2 sample_and_data"])
    #expect(table(FormChange.self) == ["0 initial", "1 editorial", "2 material"])
  }

  @Test(arguments: [
    ("tissue_surplos", "did you mean 'tissue_surplus'?"),
    ("blod_sample", "did you mean 'blood_sample'?"),
    ("recontact_study", "did you mean 'recontact_studies'?"),
  ])
  func `an unknown scope is refused with the nearest one`(text: String, fix: String) {
    #expect {
      try ConsentScope.parse(text, field: "scopes")
    } throws: { error in
      (error as? FieldProblem)?.fix == fix
    }
  }

  @Test func `an unknown signer and an unknown answer are refused with the nearest one`() {
    #expect(throws: FieldProblem.self) { try Signer.parse("uncle", field: "signer") }
    #expect {
      try Signer.parse("guardian", field: "signer")
    } throws: { "\($0)".contains("legal_guardian") }
    #expect {
      try Answer.parse("permitt", field: "answer")
    } throws: { "\($0)".contains("did you mean 'permit'?") }
  }

  @Test func `withdrawal levels take back what they say and no more`() {
    #expect(WithdrawalLevel.scopes.scopes.isEmpty)
    #expect(
      WithdrawalLevel.noFurtherContact.scopes
        == [.recontactStudies, .recontactSamples, .returnOfFindings])
    #expect(
      WithdrawalLevel.noFurtherAccess.scopes
        == [.tissueExtraSampling, .bloodSample, .dataLinkage, .recontactSamples])
    #expect(WithdrawalLevel.noFurtherUse.scopes == .all)
    // Contact is orthogonal to use: no scope of use is among those of contact.
    let use: ScopeSet = [.tissueSurplus, .clinicalData, .somaticGenomics, .commercialUse]
    #expect(WithdrawalLevel.noFurtherContact.scopes.isDisjoint(with: use))
    #expect(WithdrawalLevel.noFurtherAccess.scopes.isDisjoint(with: use))
  }

  @Test func `only guardians and representatives need a mandate and only minors' signers end`() {
    #expect(Signer.allCases.filter(\.endsAtMajority) == [.parent, .legalGuardian])
    #expect(
      Signer.allCases.filter(\.needsMandate)
        == [.legalGuardian, .legalRepresentative, .nominatedRepresentative])
  }
}
