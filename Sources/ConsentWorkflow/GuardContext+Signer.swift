internal import Domain

extension GuardContext {
  /// Whether the signer could permit something for this donor on the day of the signature.
  func checkSigner(for form: ConsentForm) throws(ConsentRefusal) {
    switch command.signer {
    case .donor: try checkDonorIsOfAge(form)
    case .parent, .legalGuardian: try checkDonorIsMinor(form)
    case .legalRepresentative, .nominatedRepresentative: break
    case .nextOfKin:
      guard let death = donor.deathDay, command.signedOn >= death else {
        throw refusal(
          .signerNotEntitled, "the next of kin can sign only after the donor's death",
          fix: "record the donor's death first, or name the signer who can sign in life")
      }
    }
    if command.signer.needsMandate, command.mandate == nil {
      throw refusal(
        .mandateMissing, "a \(command.signer) needs a mandate to permit something",
        fix: "state the reference of the mandate")
    }
  }

  private func checkDonorIsOfAge(_ form: ConsentForm) throws(ConsentRefusal) {
    let isOfAge: Bool
    if let birthDay {
      isOfAge = birthDay.wholeYears(until: command.signedOn) >= form.ageOfMajority
    } else if let majority = donor.majorityDay {
      isOfAge = command.signedOn >= majority
    } else if let birthYear = donor.birthYear {
      isOfAge = command.signedOn.year - birthYear > form.ageOfMajority
    } else {
      isOfAge = policy.acceptsUnknownBirth
    }
    guard isOfAge else {
      throw refusal(
        .signerUnderAge,
        "the donor was, or may have been, under \(form.ageOfMajority) on \(command.signedOn)",
        fix: "name the parent or guardian who signed, or make the birth date available")
    }
  }

  private func checkDonorIsMinor(_ form: ConsentForm) throws(ConsentRefusal) {
    let majority = donor.endOfMinority(ageOfMajority: form.ageOfMajority)
    guard command.firstDay < majority else {
      throw refusal(
        .signerNotEntitled,
        "a \(command.signer) signs for a minor, and the donor is not known to be under"
          + " \(form.ageOfMajority) on \(command.firstDay)",
        fix: "let the donor or a legal representative sign, or record the donor's birth")
    }
    guard let assentAge = form.assentAge, !command.assent else { return }
    let mustAgree: Bool
    if let birthDay {
      mustAgree = birthDay.wholeYears(until: command.signedOn) >= assentAge
    } else {
      let fromMajority = assentAge - form.ageOfMajority
      mustAgree = command.signedOn >= majority.adding(months: 12 * fromMajority)
    }
    if mustAgree {
      throw refusal(
        .assentMissing, "from \(assentAge) years on a minor must agree as well",
        fix: "record that the donor agreed")
    }
  }
}
