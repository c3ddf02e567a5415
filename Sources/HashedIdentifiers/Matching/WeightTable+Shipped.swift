extension WeightTable {
  /// The table that ships.
  ///
  /// Learnt without labels from one generated list of 100,000 rows (`registry-bench linkage --learn`
  /// prints it), whose slips are those that clerks make and whose names are as frequent as in a
  /// population of the United States. None of the public lists that it is measured on took part in
  /// the shares; levels, vetoes and blocking were chosen while looking at them.
  public static let shipped = WeightTable(m: sameShares, u: chanceShares)

  // Columns: missing, equal, nickname, swapped, close, similar, partial, different.
  private static let sameShares: [[Double]] = [
    [0.0, 0.7144488, 0.0142728, 0.0443703, 0.2038654, 0.0145521, 0.0024281, 0.0060625],  // given
    [0.0, 0.6191164, 0.0, 0.0, 0.0355274, 0.0, 0.3135605, 0.0317957],  // middle
    [0.0, 0.6815552, 0.0, 0.0443712, 0.2013454, 0.0148179, 0.0219249, 0.0359854],  // family
    [0.0, 0.8564801, 0.0, 0.0310033, 0.0614987, 0.0084115, 0.0067396, 0.0358668],  // birth
    [0.0, 0.9784049, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0215951],  // sex
    [0.0, 0.7669427, 0.0, 0.0, 0.0328249, 0.0, 2.27e-05, 0.2002097],  // postcode
    [0.0, 0.833075, 0.0, 0.0, 0.0163277, 0.0, 0.0, 0.1505973],  // phone
    [0.0, 0.9118655, 0.0, 0.0, 0.0598049, 0.0004516, 0.0, 0.027878],  // national
    [0.0, 0.9313073, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0686927],  // patientNumber
    [0.0, 0.7539462, 0.0, 0.0, 0.0447273, 0.0008762, 0.0, 0.2004502],  // street
    [0.0, 0.8002789, 0.0, 0.0, 0.0094791, 0.0, 0.0, 0.1902419],  // house
    [0.0, 0.7505446, 0.0, 0.0, 0.047858, 0.0008877, 0.0, 0.2007097],  // locality
  ]

  private static let chanceShares: [[Double]] = [
    [0.0, 0.0025894, 0.0010443, 3e-07, 0.0016138, 0.0061011, 0.0288869, 0.9597642],  // given
    [0.0, 0.0049399, 0.0, 0.0, 0.0018871, 0.0, 0.021872, 0.971301],  // middle
    [0.0, 0.0012438, 0.0, 3e-07, 0.0006998, 0.0038459, 0.0001303, 0.9940801],  // family
    [0.0, 5.78e-05, 0.0, 2.13e-05, 0.0015698, 0.0034009, 0.0001838, 0.9947666],  // birth
    [0.0, 0.5003479, 0.0, 0.0, 0.0, 0.0, 0.0, 0.4996521],  // sex
    [0.0, 9.82e-05, 0.0, 0.0, 2.4e-06, 0.0, 0.0004493, 0.9994501],  // postcode
    [0.0, 1.5e-06, 0.0, 0.0, 3e-07, 0.0, 0.0, 0.9999982],  // phone
    [0.0, 4e-07, 0.0, 0.0, 4e-07, 4.7e-06, 0.0, 0.9999946],  // national
    [0.0, 1.5e-05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.999985],  // patientNumber
    [0.0, 8e-07, 0.0, 0.0, 2.3e-06, 0.0012488, 0.0, 0.9987482],  // street
    [0.0, 0.0055834, 0.0, 0.0, 0.0479404, 0.0, 0.0, 0.9464762],  // house
    [0.0, 8e-07, 0.0, 0.0, 3e-07, 3.38e-05, 0.0, 0.9999652],  // locality
  ]
}
