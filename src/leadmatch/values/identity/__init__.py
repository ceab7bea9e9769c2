"""Who somebody is: e-mail, phone, domain, company and person, in comparable form."""
